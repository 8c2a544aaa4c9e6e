import { ASSET_NODES } from '../nodes/assets.ts'
import { userNode } from '../nodes/people.ts'
import { edgesOf, type Call, type EdgeAnswer, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import { requireOwnToken } from '../rules/assign.ts'
import { readBack } from '../rules/read-back.ts'
import { mayRead } from '../rules/standing.ts'
import { globalId, type WorldAsset } from '../world/world.ts'

/** GET `roles`: people as User. Source: graph-api 1.1 and 1.4 (FACT for the edge). */
export const pageRoleEdges: readonly ServedEdge[] = edgesOf(ASSET_NODES.page, [
  {
    method: 'GET',
    edge: 'roles',
    params: { include_deactivated: { type: 'bool' }, uid: { type: 'int' } },
    scopes: [],
    sdk: 'Page.getRoles',
    run: listRoles,
  },
])

/**
 * Everybody with a task on the Page, of whatever Business, under the id of the human: INFERENCE; system users are no
 * User and are left out (INFERENCE). `tasks` of a row is BACKGROUND.
 */
function listRoles(call: Call<WorldAsset>): EdgeAnswer {
  const { world, record: page, params } = call
  requireOwnToken(call, page)
  if (!mayRead(call, page)) throw FAILURES.unsupported('GET', page.id)
  const wanted = text(params, 'uid')
  const rows = [...(world.assignments.get(page.id) ?? [])].flatMap(([user, tasks]) => {
    const member = world.members.get(user)
    if (member === undefined || member.systemUser) return []
    if (wanted !== '' && globalId(member) !== wanted) return []
    return row(userNode, member, { tasks: () => readBack(page, tasks) })
  })
  return { rows }
}
