import type { AdAccountAsset } from '../ad-account.ts'
import { igUserNode } from '../instagram.ts'
import { page } from '../page.ts'
import { plainNode } from '../../nodes/plain.ts'
import type { Call, EdgeAnswer, EdgeSpec } from '../../protocol/edge.ts'
import { FAILURES } from '../../protocol/failures.ts'
import { row } from '../../protocol/node.ts'
import { metaTime } from '../../protocol/time.ts'
import { requireReadable } from '../../rules/readable.ts'

const activityNode = plainNode('activity', 'AdActivity', [
  'event_time',
  'event_type',
  'actor_id',
  'actor_name',
  'object_id',
  'object_name',
])

/** The edges of an ad account alone, except campaigns. */
export const adAccountEdges: readonly EdgeSpec<AdAccountAsset>[] = [
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
    answers: activityNode,
    params: { business_id: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' } },
    scopes: ['ads_read'],
    sdk: 'AdAccount.getActivities',
    run: listActivities,
  },
]

function listPages(call: Call<AdAccountAsset>): EdgeAnswer {
  const { world, record: account } = call
  requireReadable(call, account, FAILURES.adAccountPermission)
  const linked = account.promote_pages.flatMap((id) => world.assets.get(id) ?? [])
  return { rows: linked.flatMap((asset) => (asset.kind === 'page' ? row(page.node, asset) : [])) }
}

/** Rows carry Instagram user ids, not asset ids. Source: graph-api 3 (FACT). */
function listInstagram(call: Call<AdAccountAsset>): EdgeAnswer {
  const { world, record: account } = call
  requireReadable(call, account, FAILURES.adAccountPermission)
  const linked = account.instagram_accounts.flatMap((id) => world.assets.get(id) ?? [])
  return { rows: linked.flatMap((asset) => (asset.kind === 'instagram' ? row(igUserNode, asset) : [])) }
}

/** Without a span it lists one week. Source: graph-api 3 (FACT); that the week ends today is INFERENCE. */
function listActivities(call: Call<AdAccountAsset>): EdgeAnswer {
  requireReadable(call, call.record, FAILURES.adAccountPermission)
  const until = momentOf(call.params['until'], Number.POSITIVE_INFINITY)
  const since = momentOf(call.params['since'], Math.min(until, call.now) - WEEK)
  const rows = call.record.activities.filter(({ event_time }) => {
    const at = Date.parse(event_time)
    return at >= since && at <= until
  })
  return { rows: rows.map((one) => row(activityNode, { ...one, event_time: metaTime(one.event_time) })) }
}

const WEEK = 7 * 24 * 60 * 60 * 1000

/** Unix seconds or any date. */
function momentOf(value: unknown, fallback: number): number {
  if (typeof value !== 'string') return fallback
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}
