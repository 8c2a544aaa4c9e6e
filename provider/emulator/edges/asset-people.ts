import { factsOf, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { assignedUserNode } from '../nodes/assigned-user.ts'
import type { Call, EdgeAnswer, EdgeSpec } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import type { ParamSpec } from '../protocol/params.ts'
import { assign, requireOwnToken, unassign } from '../rules/assign.ts'
import { permittedBack, readBack } from '../rules/read-back.ts'
import { mayRead, standingOf } from '../rules/standing.ts'
import { USER_TASKS } from '../rules/task-names.ts'
import type { WorldAsset } from '../world/world.ts'
import { REQUIRED_TEXT, taskList } from './specs.ts'

const USER: ParamSpec = { type: 'int', required: true }

/** `assigned_users`: the people on an asset. Source: graph-api 1.1 and 1.2 (FACT). */
export function peopleEdges(kind: AssetKind): EdgeSpec<WorldAsset>[] {
  const { node, people } = rulesOf(kind)
  const { scopes } = people
  const sdk = node.label
  const business: ParamSpec = people.requiresBusiness === true ? REQUIRED_TEXT : { type: 'string' }
  const edges: EdgeSpec<WorldAsset>[] = [
    {
      method: 'GET',
      edge: 'assigned_users',
      params: { business: REQUIRED_TEXT },
      scopes,
      sdk: `${sdk}.getAssignedUsers`,
      run: listUsers,
    },
    {
      method: 'POST',
      edge: 'assigned_users',
      params: { user: USER, business, tasks: taskList(USER_TASKS[kind], people.requiresTasks) },
      scopes,
      sdk: `${sdk}.createAssignedUser`,
      ...(node.hasJsonSchema === true ? { jsonOnly: true } : {}),
      run: assign,
    },
  ]
  if (!factsOf(kind).peopleCanBeTakenOff) return edges
  return [
    ...edges,
    {
      method: 'DELETE',
      edge: 'assigned_users',
      params: { user: USER, business },
      scopes,
      sdk: `${sdk}.deleteAssignedUsers`,
      run: unassign,
    },
  ]
}

/**
 * The asset's people from the caller's Business. Any other `business` gets an empty list, no error (LIVE-CLAIM,
 * graph-api 1.2); that a partner may name its own Business is INFERENCE.
 */
function listUsers(call: Call<WorldAsset>): EdgeAnswer {
  const { world, caller, record: asset, params } = call
  requireOwnToken(call, asset)
  if (standingOf(call, asset) === 'none' || !mayRead(call, asset)) throw FAILURES.unsupported('GET', asset.id)
  const business = text(params, 'business')
  if (business !== caller.member?.business) return { rows: [] }
  const showsPermitted = rulesOf(asset.kind).tasks.highest !== undefined
  return {
    rows: [...(world.assignments.get(asset.id) ?? [])].flatMap(([user, tasks]) => {
      const member = world.members.get(user)
      if (member?.business !== business) return []
      const extra = {
        tasks: () => readBack(asset, tasks),
        ...(showsPermitted ? { permitted_tasks: () => permittedBack(call, asset, business) } : {}),
      }
      return row(assignedUserNode, member, extra, ['tasks'])
    }),
  }
}
