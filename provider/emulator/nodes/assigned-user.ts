import { row, type NodeType } from '../protocol/node.ts'
import type { WorldMember } from '../world/world.ts'
import { businessNode } from './business.ts'

/**
 * A member on an asset. Source: graph-api 1.5 (FACT: id, name, business, user_type; neither `email` nor `role`); the
 * values of `user_type` are INFERENCE (graph-api 9).
 */
export const assignedUserNode: NodeType<WorldMember> = {
  name: 'assigned_user',
  label: 'AssignedUser',
  id: ({ id }) => id,
  standard: ['id', 'name'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    user_type: ({ systemUser }) => (systemUser ? 'system_user' : 'business_user'),
    business: ({ business }, { world }) => {
      const record = world.businesses.get(business)
      return record === undefined ? undefined : row(businessNode, record)
    },
  },
}
