import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { assetRow, igUserNode } from '../nodes/assets.ts'
import { businessNode } from '../nodes/business.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge, type EdgeSpec } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row, type NodeRow } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import type { ParamSpec } from '../protocol/params.ts'
import { endShare } from '../rules/grant.ts'
import { permittedRoles, readBack } from '../rules/read-back.ts'
import type { WorldAsset, WorldBusiness } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'

/** The edges of a Business that list its own and its clients' assets. Source: graph-api 2.2 (FACT). */
const LISTS: Readonly<Record<AssetKind, { readonly edge: string; readonly sdk: string }>> = {
  ad_account: { edge: 'ad_accounts', sdk: 'AdAccounts' },
  pixel: { edge: 'pixels', sdk: 'Pixels' },
  page: { edge: 'pages', sdk: 'Pages' },
  instagram: { edge: 'instagram_assets', sdk: 'InstagramAssets' },
  catalog: { edge: 'product_catalogs', sdk: 'ProductCatalogs' },
}

/** How a Business gives up its own access to one asset. Source: graph-api 2.2 (FACT). */
const GIVE_UP: readonly {
  readonly edge: string
  readonly param: string
  readonly kind: AssetKind
  readonly sdk: string
}[] = [
  { edge: 'ad_accounts', param: 'adaccount_id', kind: 'ad_account', sdk: 'Business.deleteAdAccounts' },
  { edge: 'pages', param: 'page_id', kind: 'page', sdk: 'Business.deletePages' },
  {
    edge: 'instagram_accounts',
    param: 'instagram_account',
    kind: 'instagram',
    sdk: 'Business.deleteInstagramAccounts',
  },
]

/** Source: spec (FACT): only ad accounts can be searched, by a part of their name (INFERENCE). */
const SEARCH: Readonly<Partial<Record<AssetKind, EdgeSpec<WorldBusiness>['params']>>> = {
  ad_account: { search_query: { type: 'string' } },
}

const REQUIRED_TEXT: ParamSpec = { type: 'string', required: true }

const specs: readonly EdgeSpec<WorldBusiness>[] = [
  ...ASSET_KINDS.flatMap((kind): EdgeSpec<WorldBusiness>[] => [
    {
      method: 'GET',
      edge: `owned_${LISTS[kind].edge}`,
      params: SEARCH[kind] ?? {},
      scopes: ['business'],
      sdk: `Business.getOwned${LISTS[kind].sdk}`,
      run: (call) => listOwned(call, kind),
    },
    {
      method: 'GET',
      edge: `client_${LISTS[kind].edge}`,
      params: SEARCH[kind] ?? {},
      scopes: ['business'],
      sdk: `Business.getClient${LISTS[kind].sdk}`,
      run: (call) => listShared(call, kind),
    },
  ]),
  {
    method: 'GET',
    edge: 'owned_instagram_accounts',
    params: {},
    scopes: ['business'],
    sdk: 'Business.getOwnedInstagramAccounts',
    run: listOwnedInstagram,
  },
  ...GIVE_UP.map(({ edge, param, kind, sdk }): EdgeSpec<WorldBusiness> => ({
    method: 'DELETE',
    edge,
    params: { [param]: REQUIRED_TEXT },
    scopes: ['business'],
    sdk,
    run: (call) => giveUp(call, kind, text(call.params, param)),
  })),
]

/** What a Business has of assets: its own and its clients'. */
export const businessAssetEdges: readonly ServedEdge[] = [...edgesOf(businessNode, specs)]

function assetsIn(
  call: Call<WorldBusiness>,
  ids: ReadonlyMap<string, true> | undefined,
  kind: AssetKind,
): WorldAsset[] {
  const wanted = text(call.params, 'search_query').toLowerCase()
  return [...(ids?.keys() ?? [])].flatMap((id) => {
    const asset = call.world.assets.get(id)
    return asset?.kind === kind && asset.name.toLowerCase().includes(wanted) ? asset : []
  })
}

function listOwned(call: Call<WorldBusiness>, kind: AssetKind): EdgeAnswer {
  requireMember(call)
  return {
    rows: assetsIn(call, call.world.index.owned.get(call.record.id), kind).map((asset) => assetRow(asset)),
  }
}

function listOwnedInstagram(call: Call<WorldBusiness>): EdgeAnswer {
  requireMember(call)
  const own = assetsIn(call, call.world.index.owned.get(call.record.id), 'instagram')
  return { rows: own.flatMap((asset) => (asset.kind === 'instagram' ? row(igUserNode, asset) : [])) }
}

/** Only shares that count are listed. Row fields: FACT (graph-api 1.5): tasks, roles for catalogs, neither for Instagram. */
function listShared(call: Call<WorldBusiness>, kind: AssetKind): EdgeAnswer {
  requireMember(call)
  const { world, record } = call
  const rows = assetsIn(call, world.index.shared.get(record.id), kind).flatMap(
    (asset): NodeRow | NodeRow[] => {
      const grant = world.grants.get(asset.id)?.get(record.id)
      if (grant?.status !== 'CONFIRMED') return []
      if (kind === 'instagram') return assetRow(asset)
      if (kind === 'catalog')
        return assetRow(asset, { permitted_roles: () => permittedRoles(grant.tasks) }, [])
      return assetRow(asset, { permitted_tasks: () => readBack(asset, grant.tasks) }, [])
    },
  )
  return { rows }
}

/** An agency lets go of one asset; an owner cannot. Source: FACT (graph-api 1.4, ad account), INFERENCE for the others. */
function giveUp(call: Call<WorldBusiness>, kind: AssetKind, given: string): EdgeAnswer {
  requireAdmin(call)
  const id = kind === 'ad_account' && !given.startsWith('act_') ? `act_${given}` : given
  const asset = call.world.assets.get(id)
  if (asset?.kind !== kind) throw FAILURES.unsupported('DELETE', given)
  if (asset.owner === call.record.id)
    throw FAILURES.invalid('The business owns this asset and cannot give it up')
  endShare(call.world, asset, call.record.id)
  for (const request of call.world.requests.values()) {
    if (request.business === call.record.id && request.asset === id)
      call.world.journal.put(call.world.requests, request.id, undefined)
  }
  return { value: { success: true } }
}
