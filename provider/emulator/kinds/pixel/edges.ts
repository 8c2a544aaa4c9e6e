import { adAccount } from '../ad-account.ts'
import type { PixelAsset } from '../pixel.ts'
import { plainNode } from '../../nodes/plain.ts'
import type { Call, EdgeAnswer, EdgeSpec } from '../../protocol/edge.ts'
import { FAILURES } from '../../protocol/failures.ts'
import { row } from '../../protocol/node.ts'
import { text } from '../../protocol/param-values.ts'
import type { ParamSpec } from '../../protocol/params.ts'
import { metaTime } from '../../protocol/time.ts'
import { requireManage } from '../../rules/manage.ts'
import { requireReadable } from '../../rules/readable.ts'
import { standingOf } from '../../rules/standing.ts'
import { permittedTasks } from '../../world/access.ts'

/** The task that allows a caller who is no admin to manage a pixel (INFERENCE). */
export const MANAGING = 'EDIT'

const BUSINESS: ParamSpec = { type: 'string', required: true }
const ACCOUNT: ParamSpec = { type: 'string', required: true }

const statsNode = plainNode('stats', 'AdsPixelStatsResult', ['start_time', 'aggregation', 'data'])

/** The edges of a pixel alone. */
export const pixelEdges: readonly EdgeSpec<PixelAsset>[] = [
  {
    method: 'GET',
    edge: 'adaccounts',
    params: { business: BUSINESS },
    scopes: ['business'],
    sdk: 'AdsPixel.getAdAccounts',
    run: listAccounts,
  },
  {
    method: 'GET',
    edge: 'shared_accounts',
    params: { business: BUSINESS },
    scopes: ['business'],
    sdk: 'AdsPixel.getSharedAccounts',
    run: listAccounts,
  },
  {
    method: 'POST',
    edge: 'shared_accounts',
    params: { business: BUSINESS, account_id: ACCOUNT },
    scopes: ['business'],
    sdk: 'AdsPixel.createSharedAccount',
    run: (call) => connect(call, true),
  },
  {
    method: 'DELETE',
    edge: 'shared_accounts',
    params: { business: BUSINESS, account_id: ACCOUNT },
    scopes: ['business'],
    sdk: 'AdsPixel.deleteSharedAccounts',
    run: (call) => connect(call, false),
  },
  {
    method: 'GET',
    edge: 'stats',
    answers: statsNode,
    params: {
      aggregation: { type: 'string', values: ['event', 'event_total_counts'] },
      start_time: { type: 'string' },
      end_time: { type: 'string' },
      event: { type: 'string' },
    },
    scopes: ['ads_read'],
    sdk: 'AdsPixel.getStats',
    run: listStats,
  },
]

/** The ad accounts of `business` that use the pixel. */
function listAccounts(call: Call<PixelAsset>): EdgeAnswer {
  const { world, record: pixel, params } = call
  requireReadable(call, pixel)
  const business = text(params, 'business')
  const linked = pixel.shared_accounts.flatMap((id) => world.assets.get(id) ?? [])
  return {
    rows: linked.flatMap((asset) =>
      asset.kind === 'ad_account' && permittedTasks(world, asset, business) !== undefined
        ? row(adAccount.node, asset)
        : [],
    ),
  }
}

/** Source: graph-api 1.2 (LIVE-CLAIM: a number without "act_") and 1.4 (FACT: `business` has access to both). */
function connect(call: Call<PixelAsset>, on: boolean): EdgeAnswer {
  const { world, record: pixel, params } = call
  requireManage(call, pixel, MANAGING, 'POST')
  const number = text(params, 'account_id')
  const account = world.assets.get(`act_${number}`)
  if (!/^\d+$/.test(number) || account === undefined)
    throw FAILURES.invalid('Param account_id must be a valid ID string')
  const business = text(params, 'business')
  const reach = [pixel, account].every((asset) => permittedTasks(world, asset, business) !== undefined)
  if (!reach || standingOf(call, account) === 'none') throw FAILURES.needsPermission('business_management')
  const others = pixel.shared_accounts.filter((id) => id !== account.id)
  world.journal.put(world.assets, pixel.id, {
    ...pixel,
    shared_accounts: on ? [...others, account.id] : others,
  })
  return { value: { success: true } }
}

/** One row per hour of events (INFERENCE on the grouping). */
function listStats(call: Call<PixelAsset>): EdgeAnswer {
  requireReadable(call, call.record)
  const wanted = call.params['event']
  const events = call.record.events.filter(({ event }) => wanted === undefined || event === wanted)
  const byTime = Map.groupBy(events, ({ start_time }) => start_time)
  return {
    rows: [...byTime].map(([start, own]) =>
      row(statsNode, {
        start_time: metaTime(start),
        aggregation: 'event',
        data: own.map(({ event, count }) => ({ value: event, count })),
      }),
    ),
  }
}
