import { TWO_FACTOR_TYPES } from '../estate/businesses.ts'
import { businessNode, knowsBusiness } from '../nodes/business.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import type { ParamSpec } from '../protocol/params.ts'
import { metaTime } from '../protocol/time.ts'
import { endShare } from '../rules/grant.ts'
import type { WorldBusiness } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'

const BUSINESS: ParamSpec = { type: 'string', required: true }

/** A Business itself, its partners and its clients. */
export const businessEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, [
    { method: 'GET', edge: '', params: {}, scopes: ['business'], sdk: 'Business.get', run: readBusiness },
    {
      method: 'POST',
      edge: '',
      params: { name: { type: 'string' }, two_factor_type: { type: 'string', values: TWO_FACTOR_TYPES } },
      scopes: ['business'],
      sdk: 'Business.update',
      run: updateBusiness,
    },
    {
      method: 'GET',
      edge: 'agencies',
      params: {},
      scopes: ['business'],
      sdk: 'Business.getAgencies',
      run: listAgencies,
    },
    {
      method: 'DELETE',
      edge: 'agencies',
      params: { business: BUSINESS },
      scopes: ['business'],
      sdk: 'Business.deleteAgencies',
      run: (call) => part(call, call.record.id, text(call.params, 'business')),
    },
    {
      method: 'GET',
      edge: 'clients',
      params: {},
      scopes: ['business'],
      sdk: 'Business.getClients',
      run: listClients,
    },
    {
      method: 'DELETE',
      edge: 'clients',
      params: { business: BUSINESS },
      scopes: ['business'],
      sdk: 'Business.deleteClients',
      run: (call) => part(call, text(call.params, 'business'), call.record.id),
    },
  ]),
]

function readBusiness(call: Call<WorldBusiness>): EdgeAnswer {
  if (!knowsBusiness(call, call.record)) throw FAILURES.unsupported('GET', call.record.id)
  return { row: row(businessNode, call.record) }
}

function updateBusiness(call: Call<WorldBusiness>): EdgeAnswer {
  requireAdmin(call)
  const { world, record, params } = call
  const type = TWO_FACTOR_TYPES.find((one) => one === params['two_factor_type']) ?? record.two_factor_type
  world.journal.put(world.businesses, record.id, {
    ...record,
    name: text(params, 'name', record.name),
    two_factor_type: type,
  })
  return { value: { id: record.id } }
}

function listAgencies(call: Call<WorldBusiness>): EdgeAnswer {
  return listRelated(call, 'owner')
}

function listClients(call: Call<WorldBusiness>): EdgeAnswer {
  return listRelated(call, 'partner')
}

/** The other side of every pair with a share. Source: graph-api 2.2 (FACT: there is no partnership object). */
function listRelated(call: Call<WorldBusiness>, as: 'owner' | 'partner'): EdgeAnswer {
  requireMember(call)
  const { world, record } = call
  const own = as === 'owner' ? world.index.owned.get(record.id) : world.index.shared.get(record.id)
  const found = new Map<
    string,
    { status: string; requested: string | undefined; updated: string | undefined }
  >()
  for (const assetId of own?.keys() ?? []) {
    const asset = world.assets.get(assetId)
    if (asset === undefined) continue
    for (const [partner, grant] of world.grants.get(assetId) ?? []) {
      if (as === 'partner' && partner !== record.id) continue
      const other = as === 'owner' ? partner : asset.owner
      if (found.get(other)?.status === 'CONFIRMED') continue
      found.set(other, { status: grant.status, requested: grant.requested_time, updated: grant.updated_time })
    }
  }
  return {
    rows: [...found].flatMap(([id, { status, requested, updated }]) => {
      const business = world.businesses.get(id)
      if (business === undefined) return []
      return row(businessNode, business, {
        access_status: status,
        access_requested_time: metaTime(requested),
        access_updated_time: metaTime(updated),
      })
    }),
  }
}

/** Ends what `owner` shares with `partner`; either may. Source: graph-api 2.2 (FACT); that none is left: INFERENCE. */
function part(call: Call<WorldBusiness>, owner: string, partner: string): EdgeAnswer {
  requireAdmin(call)
  const { world } = call
  for (const id of world.index.between.get(`${owner}/${partner}`)?.keys() ?? []) {
    const asset = world.assets.get(id)
    if (asset !== undefined) endShare(world, asset, partner)
  }
  for (const agreement of world.agreements.values()) {
    if (agreement.from !== owner || agreement.to !== partner || agreement.status !== 'PENDING') continue
    world.journal.put(world.agreements, agreement.id, { ...agreement, status: 'CANCELED' })
  }
  return { value: { success: true } }
}
