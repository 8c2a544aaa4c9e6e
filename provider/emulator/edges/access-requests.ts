import { normaliseTasks } from '../../model/tasks.ts'
import { businessNode } from '../nodes/business.ts'
import { requestNode } from '../nodes/requests.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge, type EdgeSpec } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import { memberIn } from '../rules/member-in.ts'
import { PARTNER_TASKS } from '../rules/task-names.ts'
import type { AccessRequest, WorldBusiness } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'

const onBusiness: readonly EdgeSpec<WorldBusiness>[] = [
  {
    method: 'POST',
    edge: 'client_ad_accounts',
    params: {
      adaccount_id: { type: 'string', required: true },
      permitted_tasks: { type: 'list', values: PARTNER_TASKS.ad_account },
    },
    scopes: ['business'],
    reason: 'left the spec in v11; the docs keep it for apps on an old list',
    // FACT that other apps get an error (graph-api 2.3); INFERENCE which one.
    run: () => {
      throw FAILURES.capability()
    },
  },
  {
    method: 'POST',
    edge: 'client_pages',
    params: {
      page_id: { type: 'int', required: true },
      permitted_tasks: { type: 'list', values: PARTNER_TASKS.page },
    },
    scopes: ['business'],
    sdk: 'Business.createClientPage',
    run: requestPage,
  },
  ...(['ad_account', 'page'] as const).map((kind): EdgeSpec<WorldBusiness> => ({
    method: 'GET',
    edge: kind === 'page' ? 'pending_client_pages' : 'pending_client_ad_accounts',
    params: {},
    scopes: ['business'],
    sdk: kind === 'page' ? 'Business.getPendingClientPages' : 'Business.getPendingClientAdAccounts',
    run: (call) => listRequests(call, kind),
  })),
]

/** An agency that asks for access: possible for Pages only. */
export const accessRequestEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, onBusiness),
  ...edgesOf(requestNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessRequest.get',
      run: readRequest,
    },
  ]),
]

/** The agency asks for a Page; the owner answers by hand. Source: FACT (graph-api 2.3). */
function requestPage(call: Call<WorldBusiness>): EdgeAnswer {
  requireAdmin(call)
  const { world, record, params, now } = call
  const page = world.assets.get(text(params, 'page_id'))
  if (page?.kind !== 'page') throw FAILURES.unsupported('POST', text(params, 'page_id'))
  if (world.grants.get(page.id)?.has(record.id) === true) throw FAILURES.duplicate()
  const open = [...world.requests.values()].find((one) => one.business === record.id && one.asset === page.id)
  const tasks = normaliseTasks(list(params, 'permitted_tasks') ?? ['ANALYZE'])
  const id = open?.id ?? world.newId()
  const created_time = new Date(now).toISOString()
  world.journal.put(world.requests, id, { id, business: record.id, asset: page.id, tasks, created_time })
  return { value: { access_status: 'PENDING' } }
}

/** Both sides see a request: who asks and who owns (INFERENCE). Source: BusinessRequest has only GET (FACT). */
function readRequest(call: Call<AccessRequest>): EdgeAnswer {
  const { world, record } = call
  const sides = [record.business, world.assets.get(record.asset)?.owner ?? '']
  if (!sides.some((side) => memberIn(call, side) !== undefined)) throw FAILURES.unsupported('GET', record.id)
  return { row: row(requestNode, record) }
}

function listRequests(call: Call<WorldBusiness>, kind: 'ad_account' | 'page'): EdgeAnswer {
  requireMember(call)
  const open = [...call.world.requests.values()].filter(
    ({ business, asset }) => business === call.record.id && call.world.assets.get(asset)?.kind === kind,
  )
  return { rows: open.map((request) => row(requestNode, request, {}, [kind])) }
}
