import { z } from 'zod'
import { graphId, moment } from './scalars.ts'

/** Source: graph-api 2.4 (FACT). */
export const ROLES = [
  'ADMIN',
  'EMPLOYEE',
  'DEVELOPER',
  'DEFAULT',
  'MANAGE',
  'FINANCE_EDITOR',
  'FINANCE_ANALYST',
  'FINANCE_EDIT',
  'FINANCE_VIEW',
  'ADS_RIGHTS_REVIEWER',
  'PARTNER_CENTER_ADMIN',
  'PARTNER_CENTER_ANALYST',
  'PARTNER_CENTER_EDUCATION',
  'PARTNER_CENTER_MARKETING',
  'PARTNER_CENTER_OPERATIONS',
] as const

const role = z.enum(ROLES).default('EMPLOYEE').describe('Role in the Business')

/** Meta's values are in no source (graph-api 9): INFERENCE. */
export const SECOND_FACTOR = ['enabled', 'not_enabled'] as const

const person = z
  .strictObject({
    id: graphId.describe('Business-scoped id: the only one that assignments take'),
    user_id: graphId
      .optional()
      .describe('The id of the same human outside the Business; made from `id` when absent'),
    name: z.string(),
    email: z.email(),
    role,
    finance_permission: z.string().optional().describe('For example EDITOR or ANALYST'),
    title: z.string().optional(),
    two_fac_status: z
      .enum(SECOND_FACTOR)
      .default('enabled')
      .describe('Whether the person has a second factor'),
  })
  .describe('A person of a Business')

const systemUser = z
  .strictObject({ id: graphId, name: z.string(), role })
  .describe('A system user of a Business: a member that only holds tokens')

const invitation = z
  .strictObject({
    id: graphId,
    user: graphId.optional().describe('The id that the person will have; made when absent'),
    email: z.email(),
    role,
    expires: moment.optional().describe('From then on its status is EXPIRED; never when absent'),
  })
  .describe('An invitation that is not accepted yet')

/** Source: graph-api 2.1 (FACT). */
export const TWO_FACTOR_TYPES = ['none', 'admin_required', 'all_required'] as const
const VERIFICATION_STATUSES = [
  'expired',
  'failed',
  'ineligible',
  'not_verified',
  'pending',
  'pending_need_more_info',
  'pending_submission',
  'rejected',
  'revoked',
  'verified',
] as const

export const business = z
  .strictObject({
    id: graphId,
    name: z.string(),
    two_factor_type: z.enum(TWO_FACTOR_TYPES).default('none').describe('Who must have a second factor'),
    verification_status: z.enum(VERIFICATION_STATUSES).default('verified'),
    second_admin_approval: z
      .boolean()
      .default(false)
      .describe('Whether another admin must approve a share made by API before it counts'),
    people: z.array(person).default([]),
    system_users: z.array(systemUser).default([]),
    invitations: z.array(invitation).default([]),
  })
  .describe('A Business (business portfolio) with its people and system users')
