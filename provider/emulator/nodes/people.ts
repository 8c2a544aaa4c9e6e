import { row, type Field, type NodeType } from '../protocol/node.ts'
import { metaTime } from '../protocol/time.ts'
import { globalId, type WorldInvitation, type WorldPerson, type WorldSystemUser } from '../world/world.ts'
import { businessNode } from './business.ts'

function businessOf(): Field<{ readonly business: string }> {
  return ({ business }, { world }) => {
    const record = world.businesses.get(business)
    return record === undefined ? undefined : row(businessNode, record)
  }
}

/** Source: graph-api 2.4 (FACT); values of `two_fac_status` are INFERENCE (graph-api 9). */
export const businessUserNode: NodeType<WorldPerson> = {
  name: 'business_user',
  label: 'BusinessUser',
  id: ({ id }) => id,
  standard: ['id', 'name', 'business', 'role'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    first_name: ({ name }) => name.split(' ')[0],
    last_name: ({ name }) => name.split(' ').slice(1).join(' '),
    email: ({ email }) => email,
    role: ({ role }) => role,
    title: ({ title }) => title,
    finance_permission: ({ finance_permission }) => finance_permission,
    two_fac_status: ({ two_fac_status }) => two_fac_status,
    business: businessOf(),
    pending_email: () => undefined,
    ip_permission: () => undefined,
    marked_for_removal: () => undefined,
  },
}

/**
 * Source: graph-api 2.4 (FACT); lists of a Business add `role` (FACT, graph-api 1.5), `me` adds `client_business_id`
 * (FACT, graph-api 4.8); `business` is INFERENCE.
 */
export const systemUserNode: NodeType<WorldSystemUser> = {
  name: 'system_user',
  label: 'SystemUser',
  id: ({ id }) => id,
  standard: ['id', 'name'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    role: ({ role }) => role,
    business: businessOf(),
    created_time: () => undefined,
    finance_permission: () => undefined,
    ip_permission: () => undefined,
    client_business_id: ({ business }, { world, caller }) =>
      world.tokens.get(caller.token)?.client_integration === true ? business : undefined,
  },
}

/** The human behind a person, whom `me` answers for a person's token; its id is not the Business-scoped one. */
export const userNode: NodeType<WorldPerson> = {
  name: 'user',
  label: 'User',
  id: globalId,
  standard: ['id', 'name'],
  fields: { id: globalId, name: ({ name }) => name, email: ({ email }) => email },
}

/** Source: graph-api 2.2 (FACT); values of `status` are INFERENCE. */
export const roleRequestNode: NodeType<WorldInvitation> = {
  name: 'role_request',
  label: 'BusinessRoleRequest',
  id: ({ id }) => id,
  standard: ['id', 'email', 'role', 'status'],
  fields: {
    id: ({ id }) => id,
    email: ({ email }) => email,
    role: ({ role }) => role,
    status: ({ expires }, { now }) =>
      expires !== undefined && Date.parse(expires) <= now ? 'EXPIRED' : 'PENDING',
    expiration_time: ({ expires }) => metaTime(expires),
    expiry_time: ({ expires }) => metaTime(expires),
    owner: businessOf(),
    created_time: () => undefined,
    invite_link: () => undefined,
    finance_role: () => undefined,
    invited_user_type: () => undefined,
  },
}
