import { z } from 'zod'
import { LOWERABLE_RULES, type RuleId } from '../../findings/codes/policy.ts'
import { LEVEL_NAMES } from '../levels.ts'
import { assets, expected } from './assets.ts'
import { levelsByKind } from './levels.ts'
import { assetId, calendarDate, email, moment, graphId, sentence, slug, version } from './scalars.ts'

/** What the nightly run may do about a difference, from the least. */
const REPAIRS = ['report', 'pull-request', 'apply'] as const
export type Repair = (typeof REPAIRS)[number]

const narrowed = {
  assets: z
    .array(assetId)
    .optional()
    .meta({ title: 'Only these assets', description: 'Default: all of the client' }),
  levels: levelsByKind
    .optional()
    .meta({ title: 'Levels instead of those of the function', description: 'Lower ones, or its options' }),
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
  reason: sentence.meta({ title: 'Why their function is not enough' }),
  ticket: sentence.meta({ title: 'Where it was asked for', examples: ['OPS-123'] }),
  until: moment.meta({
    title: 'The last day of the exception, year-month-day',
    description: 'Or the minute, UTC, at which it ends, for an emergency',
    examples: ['2026-12-31', '2026-11-24T16:00Z'],
  }),
})

const policyException = z.strictObject({
  rule: z
    .enum(LOWERABLE_RULES as [RuleId, ...RuleId[]])
    .meta({ title: 'The policy rule that only tells until the date' }),
  asset: assetId.optional().meta({ title: 'Only for this asset', description: 'Default: all of the client' }),
  who: email.meta({ title: 'Who of us answers for it' }),
  reason: sentence.meta({ title: 'Why the rule cannot hold yet' }),
  ticket: sentence.meta({ title: 'Where it was asked for', examples: ['OPS-123'] }),
  until: calendarDate.meta({ title: 'The last day of the exception, year-month-day' }),
})

const directShare = z.strictObject({
  direct_share: z
    .strictObject({
      until: calendarDate.meta({ title: 'The last day of the direct share, year-month-day' }),
      reason: sentence.meta({ title: 'Why partner access has to wait' }),
      migration: sentence.meta({ title: 'The step to partner access' }),
    })
    .meta({ title: 'The client adds our people to the asset itself; only a bridge' }),
})

const billing = z.strictObject({
  owner: z.enum(['client', 'agency']).meta({ title: 'Who pays' }),
  contact: sentence.optional().meta({ title: 'Whom to ask about billing' }),
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
    .meta({ title: 'What campaigns are called', examples: ['ACME | FR | Spring sale'] }),
  partner_label: sentence
    .optional()
    .meta({ title: 'What the client calls us, its partner', examples: ['ACME | Northlight'] }),
})

const offboarded = z.strictObject({
  since: calendarDate.meta({
    title: 'The first day without any access, year-month-day',
    description: 'Everything ends with the first apply on or after it',
  }),
  by: email.meta({ title: 'Who of us decided it' }),
  reason: sentence.meta({ title: 'Why the relationship ends' }),
  ticket: sentence.meta({ title: 'Where it was asked for', examples: ['OPS-123'] }),
})

/** `access/clients/<slug>.yaml`: one client, and all access that we have there. */
export const clientFile = z
  .strictObject({
    version,
    client: slug.meta({ title: 'The short name of the client, the same as that of the file' }),
    name: sentence.meta({ title: 'The name of the client' }),
    business: graphId.meta({ title: 'The id of the Business of the client' }),
    package: slug.meta({ title: 'The service package, as in packages.yaml' }),
    flow: z
      .union([z.literal('partner'), directShare])
      .default('partner')
      .meta({ title: 'How access comes about', wanted: '"partner", or a mapping with "direct_share"' }),
    client_side: z.enum(['by-hand', 'by-token']).default('by-hand').meta({
      title: 'Who does the client side of a share: the client in Business settings, or its own token',
    }),
    billing: billing.optional().meta({ title: 'Billing' }),
    expect: z.strictObject(expected).default({}).meta({ title: 'Expected of every ad account' }),
    preflight: preflight
      .default({})
      .meta({ title: 'What the client confirmed before the first grant, each with its day' }),
    naming: naming
      .default({})
      .meta({ title: 'Names that follow the naming convention, beside those of assets' }),
    assets,
    team: z.record(slug, z.array(member)).meta({ title: 'The people per function' }),
    exceptions: z
      .array(exception)
      .default([])
      .meta({ title: 'Steps above the function, each with its reason and its end' }),
    policy_exceptions: z
      .array(policyException)
      .default([])
      .meta({ title: 'Policy rules that only tell for a while, each with its reason and its end' }),
    last_review: z
      .strictObject({ date: calendarDate, by: email })
      .optional()
      .meta({ title: 'The last review of this access' }),
    owner: email.optional().meta({
      title: 'Who of us answers for this client',
      description: 'The quarterly review is assigned to them',
    }),
    repair: z.enum(REPAIRS).default('report').meta({
      title: 'What the nightly run does with access that differs from this file',
      description:
        'report: an issue; pull-request: also proposes this file as Meta is; apply: also makes Meta as this file says',
    }),
    offboarded: offboarded.optional().meta({
      title: 'The client has left: all access ends, with the relationship itself',
      description: 'Written by "metagrant offboard"; the rest of the file stays until everything has ended',
    }),
    unmanaged: z
      .enum(['report', 'remove'])
      .default('report')
      .meta({ title: 'What to do with access of our people that this file does not give' }),
  })
  .meta({ title: 'metagrant: a client', description: 'One client and all access that we have there' })

export type WrittenClient = z.output<typeof clientFile>
export type WrittenMember = z.output<typeof member>
