import type { AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import { businessNode } from '../nodes/business.ts'
import { REQUESTED, requestNode } from '../nodes/requests.ts'
import { edgesOf, type Call, type EdgeAnswer, type EdgeSpec, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import { memberIn } from '../rules/member-in.ts'
import { PARTNER_TASKS } from '../rules/task-names.ts'
import type { AccessRequest, WorldBusiness } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'
import { taskList } from './specs.ts'

/** An agency's requests for access, for the kinds that still have such an edge. */
export const accessRequestEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, [
    ...REQUESTED.flatMap(askEdges),
    ...REQUESTED.map((kind) => pendingEdge(kind, 'client')),
  ]),
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

function askEdges(kind: AssetKind): EdgeSpec<WorldBusiness>[] {
  const { edge, request } = rulesOf(kind).business
  if (request === undefined) return []
  const { param, type, method, reason, refusal } = request
  return [
    {
      method: 'POST',
      edge: `client_${edge}`,
      params: { [param]: { type, required: true }, permitted_tasks: taskList(PARTNER_TASKS[kind]) },
      scopes: ['business'],
      ...(method === undefined ? {} : { sdk: `Business.${method}` }),
      ...(reason === undefined ? {} : { reason }),
      run: (call) => {
        if (refusal !== undefined) throw refusal()
        return ask(call, kind, text(call.params, param))
      },
    },
  ]
}

/** The open requests of a Business: for a share of a client's asset, or claims of one as its own. */
export function pendingEdge(kind: AssetKind, side: 'client' | 'owned'): EdgeSpec<WorldBusiness> {
  const { edge, sdk } = rulesOf(kind).business
  const name = side === 'client' ? 'Client' : 'Owned'
  return {
    method: 'GET',
    edge: `pending_${side}_${edge}`,
    params: {},
    scopes: ['business'],
    sdk: `Business.getPending${name}${sdk}`,
    run: (call) => listRequests(call, kind, side === 'owned'),
  }
}

/** The agency asks; the owner answers by hand. Source: graph-api 2.3 (FACT for Pages). */
function ask(call: Call<WorldBusiness>, kind: AssetKind, given: string): EdgeAnswer {
  requireAdmin(call)
  const { world, record, params } = call
  const asset = world.assets.get(given)
  if (asset?.kind !== kind) throw FAILURES.unsupported('POST', given)
  if (world.grants.get(asset.id)?.has(record.id) === true) throw FAILURES.duplicate()
  const tasks = normaliseTasks(list(params, 'permitted_tasks') ?? ['ANALYZE'])
  return putRequest(call, { asset: asset.id, tasks, owns: false })
}

/** A request that waits for its answer; one more for the same asset takes the place of the first. */
export function putRequest(
  { world, record, now }: Call<WorldBusiness>,
  wanted: Pick<AccessRequest, 'asset' | 'tasks' | 'owns'>,
): EdgeAnswer {
  const open = [...world.requests.values()].find(
    (one) => one.business === record.id && one.asset === wanted.asset && one.owns === wanted.owns,
  )
  const id = open?.id ?? world.newId()
  const created_time = new Date(now).toISOString()
  world.journal.put(world.requests, id, { id, business: record.id, ...wanted, created_time })
  return { value: { access_status: 'PENDING' } }
}

/** Both sides see a request: requester and owner (INFERENCE). Source: graph-api 2.2 (FACT: it can only be read). */
function readRequest(call: Call<AccessRequest>): EdgeAnswer {
  const { world, record } = call
  const sides = [record.business, world.assets.get(record.asset)?.owner ?? '']
  if (!sides.some((side) => memberIn(call, side) !== undefined)) throw FAILURES.unsupported('GET', record.id)
  return { row: row(requestNode, record) }
}

function listRequests(call: Call<WorldBusiness>, kind: AssetKind, claims: boolean): EdgeAnswer {
  requireMember(call)
  const open = [...call.world.requests.values()].filter(
    ({ business, asset, owns }) =>
      owns === claims && business === call.record.id && call.world.assets.get(asset)?.kind === kind,
  )
  return { rows: open.map((request) => row(requestNode, request, {}, [kind])) }
}
