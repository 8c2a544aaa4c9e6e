import { ROLES } from '../estate/businesses.ts'
import { businessNode } from '../nodes/business.ts'
import { businessUserNode, roleRequestNode, systemUserNode } from '../nodes/people.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import type { CallParams } from '../protocol/params.ts'
import { invite, putMember } from '../world/members.ts'
import type { WorldBusiness, WorldInvitation, WorldMember } from '../world/world.ts'
import { requireAdmin, requireMember } from './membership.ts'

type Role = WorldInvitation['role']

/** People, system users and invitations of a Business. */
export const businessPeopleEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, [
    {
      method: 'GET',
      edge: 'business_users',
      params: {},
      scopes: ['business'],
      sdk: 'Business.getBusinessUsers',
      run: listPeople,
    },
    {
      method: 'POST',
      edge: 'business_users',
      params: {
        email: { type: 'string', required: true },
        role: { type: 'string', values: ROLES },
        tasks: { type: 'list', values: ROLES },
        invited_user_type: { type: 'list', values: ['FB', 'MWA'] },
      },
      scopes: ['business'],
      sdk: 'Business.createBusinessUser',
      run: invitePerson,
    },
    {
      method: 'GET',
      edge: 'pending_users',
      params: { email: { type: 'string' } },
      scopes: ['business'],
      sdk: 'Business.getPendingUsers',
      run: listInvitations,
    },
    {
      method: 'GET',
      edge: 'system_users',
      params: {},
      scopes: ['business'],
      sdk: 'Business.getSystemUsers',
      run: listSystemUsers,
    },
    {
      method: 'POST',
      edge: 'system_users',
      params: {
        name: { type: 'string', required: true },
        role: { type: 'string', values: ROLES },
        system_user_id: { type: 'int' },
      },
      scopes: ['business'],
      sdk: 'Business.createSystemUser',
      run: createSystemUser,
    },
  ]),
  ...edgesOf(roleRequestNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessRoleRequest.get',
      run: readInvitation,
    },
    {
      method: 'POST',
      edge: '',
      params: { role: { type: 'string', values: ROLES }, tasks: { type: 'list', values: ROLES } },
      scopes: ['business'],
      sdk: 'BusinessRoleRequest.update',
      run: updateInvitation,
    },
    {
      method: 'DELETE',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessRoleRequest.delete',
      run: deleteInvitation,
    },
  ]),
]

/** The role in `role` or `tasks`. Source: graph-api 4.3 (LIVE-CLAIM): exactly one of the two. */
export function roleFrom(params: CallParams): Role {
  const tasks = list(params, 'tasks')
  const role = params['role']
  if ((role === undefined) === (tasks === undefined)) {
    throw FAILURES.invalid('Requires exactly one and only one of the params: role,tasks')
  }
  // INFERENCE: several tasks make one role, the highest of them.
  const named = ROLES.find((one) => one === role || tasks?.includes(one) === true)
  return named ?? 'EMPLOYEE'
}

function staffOf(call: Call<WorldBusiness>): WorldMember[] {
  requireMember(call)
  return [...(call.world.index.staff.get(call.record.id)?.keys() ?? [])].flatMap(
    (id) => call.world.members.get(id) ?? [],
  )
}

function listPeople(call: Call<WorldBusiness>): EdgeAnswer {
  return { rows: staffOf(call).flatMap((member) => (member.systemUser ? [] : row(businessUserNode, member))) }
}

function listSystemUsers(call: Call<WorldBusiness>): EdgeAnswer {
  return {
    rows: staffOf(call).flatMap((member) =>
      member.systemUser ? row(systemUserNode, member, { role: member.role }) : [],
    ),
  }
}

/** Source: graph-api 2.4 (FACT): only for a Business that has claimed the app. */
function requireClaimed(call: Call<WorldBusiness>): void {
  requireAdmin(call)
  if (!call.world.app.claimed_by.includes(call.record.id)) throw FAILURES.notClaimed()
}

/** POST `business_users` invites. It answers the id that the person will have (INFERENCE). */
function invitePerson(call: Call<WorldBusiness>): EdgeAnswer {
  requireClaimed(call)
  const { world, record, params } = call
  const email = text(params, 'email').toLowerCase()
  const role = roleFrom(params)
  if (staffOf(call).some((member) => !member.systemUser && member.email.toLowerCase() === email))
    throw FAILURES.alreadyMember()
  const open = invitationsOf(call).find((invitation) => invitation.email.toLowerCase() === email)
  if (open !== undefined) throw FAILURES.alreadyMember()
  return { value: { id: invite(world, record.id, email, role) } }
}

function invitationsOf({ world, record }: Call<WorldBusiness>): WorldInvitation[] {
  return [...world.invitations.values()].filter(({ business }) => business === record.id)
}

function listInvitations(call: Call<WorldBusiness>): EdgeAnswer {
  requireMember(call)
  const email = call.params['email']
  const open = invitationsOf(call).filter((invitation) => email === undefined || invitation.email === email)
  return { rows: open.map((invitation) => row(roleRequestNode, invitation)) }
}

function createSystemUser(call: Call<WorldBusiness>): EdgeAnswer {
  requireClaimed(call)
  const { world, record, params } = call
  const role = ROLES.find((one) => one === params['role']) ?? 'EMPLOYEE'
  const member: WorldMember = {
    systemUser: true,
    id: world.newId(),
    business: record.id,
    name: text(params, 'name'),
    role,
  }
  putMember(world, member)
  return { value: { id: member.id } }
}

function asBusiness(call: Call<WorldInvitation>): Call<WorldBusiness> {
  const business = call.world.businesses.get(call.record.business)
  if (business === undefined) throw FAILURES.unsupported('GET', call.record.id)
  return { ...call, record: business }
}

function readInvitation(call: Call<WorldInvitation>): EdgeAnswer {
  requireMember(asBusiness(call))
  return { row: row(roleRequestNode, call.record) }
}

function updateInvitation(call: Call<WorldInvitation>): EdgeAnswer {
  requireAdmin(asBusiness(call))
  const { world, record } = call
  world.journal.put(world.invitations, record.id, { ...record, role: roleFrom(call.params) })
  return { value: { success: true } }
}

function deleteInvitation(call: Call<WorldInvitation>): EdgeAnswer {
  requireAdmin(asBusiness(call))
  call.world.journal.put(call.world.invitations, call.record.id, undefined)
  return { value: { success: true } }
}
