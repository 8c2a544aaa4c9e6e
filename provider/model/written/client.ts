import { z } from 'zod'
import { LOWERABLE_RULES, type RuleId } from '../../findings/codes/policy.ts'
import { LEVEL_NAMES } from '../levels.ts'
import { assets, expected } from './assets.ts'
import { levelsByKind } from './levels.ts'
import {
  assetId,
  calendarDate,
  email,
  mark,
  metaName,
  moment,
  graphId,
  reason,
  sentence,
  slug,
  version,
} from './scalars.ts'

/** What the nightly run may do about drift, least first. */
const REPAIRS = ['report', 'pull-request', 'apply'] as const
export type Repair = (typeof REPAIRS)[number]

const narrowed = {
  assets: z
    .array(assetId)
    .optional()
    .meta({ title: 'Only these assets', description: 'Default: all of the client' }),
  levels: levelsByKind.optional().meta({
    title: 'Levels instead of those of the function',
    description: 'Lower levels, or options of the function',
  }),
}
const member = z
  .union([
    email,
    z.strictObject({ person: email, ...narrowed }),
    z.strictObject({ system_user: slug.meta({ title: 'The name of a system user' }), ...narrowed }),
  ])
  .meta({ wanted: 'an e-mail address, or a mapping with "person" or "system_user"' })

const exception = z.strictObject({
  who: z.union([email, slug]).meta({
    wanted: 'an e-mail address or the name of a system user',
    title: 'A person by e-mail, or a system user by name',
  }),
  asset: assetId,
  level: z.enum(LEVEL_NAMES as [string, ...string[]]).meta({ title: 'The level they have until the date' }),
  reason: reason.meta({ title: 'Why their function is not enough' }),
  ticket: mark.meta({ title: 'The ticket that asks for it', examples: ['OPS-123'] }),
  until: moment.meta({
    title: 'The last day of the exception, year-month-day',
    description: 'Or the minute, UTC, at which it ends, for an emergency',
    examples: ['2026-12-31', '2026-11-24T16:00Z'],
  }),
})

const policyException = z.strictObject({
  rule: z
    .enum(LOWERABLE_RULES as [RuleId, ...RuleId[]])
    .meta({ title: 'The policy rule that only warns until the date' }),
  asset: assetId.optional().meta({ title: 'Only for this asset', description: 'Default: all of the client' }),
  who: email.meta({ title: 'Our person who is responsible for it' }),
  reason: reason.meta({ title: 'Why the rule cannot hold yet' }),
  ticket: mark.meta({ title: 'The ticket that asks for it', examples: ['OPS-123'] }),
  until: calendarDate.meta({ title: 'The last day of the exception, year-month-day' }),
})

const directShare = z.strictObject({
  direct_share: z
    .strictObject({
      until: calendarDate.meta({ title: 'The last day of the direct share, year-month-day' }),
      reason: reason.meta({ title: 'Why partner access has to wait' }),
      migration: sentence.meta({ title: 'The step to partner access' }),
    })
    .meta({ title: 'The client adds our people to the asset itself, for a limited time' }),
})

const billing = z.strictObject({
  owner: z.enum(['client', 'agency']).meta({ title: 'Who pays' }),
  contact: sentence.optional().meta({ title: 'The contact for billing' }),
})

const preflight = z.strictObject({
  two_factor: calendarDate.optional().meta({
    title: 'The day on which the client confirmed two-factor authentication for its admins and employees',
  }),
  payment_method: calendarDate
    .optional()
    .meta({ title: 'The day on which the client confirmed a valid payment method, if it pays' }),
  agreement: calendarDate.optional().meta({
    title: 'The day on which both sides agreed to least privilege, an audit trail and no shared passwords',
  }),
})

const naming = z.strictObject({
  campaign: sentence
    .optional()
    .meta({ title: 'The names of campaigns', examples: ['ACME | FR | Spring sale'] }),
  partner_label: sentence
    .optional()
    .meta({ title: 'The label that the client gives us as its partner', examples: ['ACME | Northlight'] }),
})

const offboarded = z.strictObject({
  since: calendarDate.meta({
    title: 'The first day without any access, year-month-day',
    description: 'All access ends with the first apply on this day or later',
  }),
  by: email.meta({ title: 'Our person who decided it' }),
  reason: reason.meta({ title: 'Why the relationship ends' }),
  ticket: mark.meta({ title: 'The ticket that asks for it', examples: ['OPS-123'] }),
})

/** `access/clients/<slug>.yaml`: one client, and all our access to its assets. */
export const clientFile = z
  .strictObject({
    version,
    client: slug.meta({ title: 'The short name of the client, the same as that of the file' }),
    name: metaName.min(1, 'some text').meta({ title: 'The name of the client' }),
    business: graphId.meta({ title: 'The id of the Business of the client' }),
    also_businesses: z.array(graphId).default([]).meta({
      title: 'Further Businesses of the client that own some of these assets',
      description: 'Several files may name one Business, as long as no asset is in two of them',
    }),
    package: slug.meta({ title: 'The service package, as in packages.yaml' }),
    flow: z
      .union([z.literal('partner'), directShare])
      .default('partner')
      .meta({ title: 'How the client gives access', wanted: '"partner", or a mapping with "direct_share"' }),
    client_side: z.enum(['by-hand', 'by-token']).default('by-hand').meta({
      title: 'Who does the client side of a share: the client in Business settings, or its own token',
    }),
    billing: billing.optional().meta({ title: 'Billing' }),
    expect: z.strictObject(expected).default({}).meta({ title: 'Expected of every ad account' }),
    preflight: preflight
      .default({})
      .meta({ title: 'What the client confirmed before the first grant, each with its day' }),
    naming: naming.default({}).meta({ title: 'Other names that follow the naming convention' }),
    assets,
    team: z.record(slug, z.array(member)).meta({ title: 'The people per function' }),
    exceptions: z
      .array(exception)
      .default([])
      .meta({ title: 'Steps above the function, each with its reason and its end' }),
    policy_exceptions: z
      .array(policyException)
      .default([])
      .meta({ title: 'Policy rules that only warn for a while, each with its reason and its end' }),
    last_review: z
      .strictObject({ date: calendarDate, by: email })
      .optional()
      .meta({ title: 'The last review of this access' }),
    owner: email.optional().meta({
      title: 'Our person who is responsible for this client',
      description: 'The quarterly review goes to them',
    }),
    repair: z.enum(REPAIRS).default('report').meta({
      title: 'What the nightly run does with access that differs from this file',
      description:
        'report: opens an issue; pull-request: also proposes a file that matches Meta; apply: also makes Meta match this file',
    }),
    offboarded: offboarded.optional().meta({
      title: 'The client has left: all access and the relationship end',
      description: '"metagrant offboard" writes it; keep the rest of the file until all access has ended',
    }),
    unmanaged: z
      .enum(['report', 'remove'])
      .default('report')
      .meta({ title: 'What apply does with access of our people that this file does not give' }),
  })
  .meta({ title: 'metagrant: a client', description: 'One client and all access that we have there' })

export type WrittenClient = z.output<typeof clientFile>
export type WrittenMember = z.output<typeof member>
