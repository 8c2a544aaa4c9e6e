import { ASSET_NODES, assetRow, igUserNode } from '../nodes/assets.ts'
import { plainNode, type PlainRecord } from '../nodes/plain.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { metaTime } from '../protocol/time.ts'
import type { WorldAsset, AssetOf } from '../world/world.ts'
import { requireReadable } from './asset-nodes.ts'

const activityNode = plainNode('activity', 'AdActivity', [
  'event_time',
  'event_type',
  'actor_id',
  'actor_name',
  'object_id',
  'object_name',
])

/** Edges that only an ad account has, but for its campaigns. */
export const adAccountEdges: readonly ServedEdge[] = [
  ...edgesOf(ASSET_NODES.ad_account, [
    {
      method: 'GET',
      edge: 'promote_pages',
      params: {},
      scopes: ['ads_read'],
      sdk: 'AdAccount.getPromotePages',
      run: listPages,
    },
    {
      method: 'GET',
      edge: 'instagram_accounts',
      params: {},
      scopes: ['ads_read'],
      sdk: 'AdAccount.getInstagramAccounts',
      run: listInstagram,
    },
    {
      method: 'GET',
      edge: 'activities',
      params: { business_id: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' } },
      scopes: ['ads_read'],
      sdk: 'AdAccount.getActivities',
      run: listActivities,
    },
  ]),
]

function listPages(call: Call<WorldAsset>): EdgeAnswer {
  requireReadable(call)
  const pages = accountOf(call).promote_pages.flatMap((id) => call.world.assets.get(id) ?? [])
  return { rows: pages.map((page) => assetRow(page)) }
}

/** Rows carry Instagram user ids, not asset ids. Source: graph-api 3 (FACT). */
function listInstagram(call: Call<WorldAsset>): EdgeAnswer {
  requireReadable(call)
  const linked = accountOf(call).instagram_accounts.flatMap((id) => call.world.assets.get(id) ?? [])
  return { rows: linked.flatMap((asset) => (asset.kind === 'instagram' ? row(igUserNode, asset) : [])) }
}

/** Without a span one week is listed. Source: reference of the edge (FACT); that it ends today is INFERENCE. */
function listActivities(call: Call<WorldAsset>): EdgeAnswer {
  requireReadable(call)
  const until = momentOf(call.params['until'], Number.POSITIVE_INFINITY)
  const since = momentOf(call.params['since'], Math.min(until, call.now) - WEEK)
  const rows = accountOf(call).activities.filter(({ event_time }) => {
    const at = Date.parse(event_time)
    return at >= since && at <= until
  })
  return {
    rows: rows.map((one): ReturnType<typeof row<PlainRecord>> =>
      row(activityNode, { ...one, event_time: metaTime(one.event_time) }),
    ),
  }
}

const WEEK = 7 * 24 * 60 * 60 * 1000

/** Unix seconds or any date. */
function momentOf(value: unknown, fallback: number): number {
  if (typeof value !== 'string') return fallback
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}

/** The ad account of a call; its edges are never served for another kind. */
export function accountOf({ record }: Call<WorldAsset>): AssetOf<'ad_account'> {
  if (record.kind !== 'ad_account') throw FAILURES.unsupported('GET', record.id)
  return record
}
