import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import type { AliasRules } from '../kinds/kind-rules.ts'
import { assetRow } from '../nodes/assets.ts'
import { businessNode } from '../nodes/business.ts'
import { edgesOf, type Call, type EdgeAnswer, type EdgeSpec, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row, type NodeRow } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import { endShare } from '../rules/grant.ts'
import { permittedRoles, readBack } from '../rules/read-back.ts'
import type { Grant, WorldAsset, WorldBusiness } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'
import { REQUIRED_TEXT } from './specs.ts'

/** The assets of a Business: its own and its clients'. Source: graph-api 2.2 (FACT). */
export const businessAssetEdges: readonly ServedEdge[] = edgesOf(businessNode, [
  ...ASSET_KINDS.flatMap(listEdges),
  ...ASSET_KINDS.flatMap(aliasEdges),
  ...ASSET_KINDS.flatMap(giveUpEdges),
])

function listEdges(kind: AssetKind): EdgeSpec<WorldBusiness>[] {
  const { edge, sdk, listScopes = [], listParams: params = {} } = rulesOf(kind).business
  return [
    {
      method: 'GET',
      edge: `owned_${edge}`,
      params,
      scopes: ['business', ...listScopes],
      sdk: `Business.getOwned${sdk}`,
      run: (call) => listOwned(call, kind),
    },
    {
      method: 'GET',
      edge: `client_${edge}`,
      params,
      scopes: ['business', ...listScopes],
      sdk: `Business.getClient${sdk}`,
      run: (call) => listShared(call, kind),
    },
  ]
}

function aliasEdges(kind: AssetKind): EdgeSpec<WorldBusiness>[] {
  const { alias } = rulesOf(kind)
  if (alias === undefined) return []
  return [
    {
      method: 'GET',
      edge: alias.owned.edge,
      params: {},
      scopes: ['business'],
      sdk: `Business.${alias.owned.method}`,
      run: (call) => listOwnedAlias(call, kind, alias),
    },
  ]
}

function giveUpEdges(kind: AssetKind): EdgeSpec<WorldBusiness>[] {
  const { giveUp: rule } = rulesOf(kind).business
  if (rule === undefined) return []
  return [
    {
      method: 'DELETE',
      edge: rule.edge,
      params: { [rule.param]: REQUIRED_TEXT },
      scopes: ['business'],
      sdk: `Business.${rule.method}`,
      run: (call) => giveUp(call, kind, text(call.params, rule.param)),
    },
  ]
}

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

function listOwnedAlias(
  call: Call<WorldBusiness>,
  kind: AssetKind,
  { node }: AliasRules<WorldAsset>,
): EdgeAnswer {
  requireMember(call)
  const own = assetsIn(call, call.world.index.owned.get(call.record.id), kind)
  return { rows: own.map((asset) => row(node, asset)) }
}

/** Lists confirmed shares. Source: graph-api 1.5 (FACT): with tasks, for catalogs roles, for Instagram neither. */
function listShared(call: Call<WorldBusiness>, kind: AssetKind): EdgeAnswer {
  requireMember(call)
  const { world, record } = call
  const rows = assetsIn(call, world.index.shared.get(record.id), kind).flatMap(
    (asset): NodeRow | NodeRow[] => {
      const grant = world.grants.get(asset.id)?.get(record.id)
      if (grant?.status !== 'CONFIRMED') return []
      return assetRow(asset, shareFields(asset, grant), [])
    },
  )
  return { rows }
}

function shareFields(asset: WorldAsset, { tasks }: Grant): Readonly<Record<string, () => unknown>> {
  const { shareShows } = factsOf(asset.kind)
  if (shareShows === 'nothing') return {}
  return shareShows === 'role'
    ? { permitted_roles: () => permittedRoles(asset, tasks) }
    : { permitted_tasks: () => readBack(asset, tasks) }
}

/** An agency gives up one asset; an owner cannot. Source: graph-api 1.4 (FACT for ad accounts), else INFERENCE. */
function giveUp(call: Call<WorldBusiness>, kind: AssetKind, given: string): EdgeAnswer {
  requireAdmin(call)
  const hasPrefix = factsOf(kind).id === 'act-and-digits'
  const id = hasPrefix && !given.startsWith('act_') ? `act_${given}` : given
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
