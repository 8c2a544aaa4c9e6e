import { z } from 'zod'
import { POLICY_RULE_FINDINGS, type RuleId } from '../../findings/codes/policy.ts'
import { LIMITS, type LimitTable } from '../policy-limits.ts'
import { BUSINESS_ROLES } from './agency.ts'
import { levelsByKind } from './levels.ts'
import { count, pattern, sentence, slug, version } from './scalars.ts'

/** The severity of a rule: mandatory refuses, advisory warns. */
export const ENFORCEMENTS = ['off', 'advisory', 'mandatory'] as const
export type Enforcement = (typeof ENFORCEMENTS)[number]

/** Duties of functions that rules refer to; functions.yaml may name its functions freely. */
export const DUTIES = ['billing', 'media', 'reporting'] as const

/** What a naming pattern can apply to. */
export const NAMED = ['ad_account', 'campaign', 'pixel', 'partner_label'] as const

const severity = z.strictObject(
  Object.fromEntries(
    Object.keys(POLICY_RULE_FINDINGS).map((id) => [
      id,
      z
        .enum(ENFORCEMENTS)
        .optional()
        .meta({ title: `The severity of the rule "${id}"` }),
    ]),
  ) as Record<RuleId, z.ZodOptional<z.ZodEnum<Record<Enforcement, Enforcement>>>>,
)

/** The schema of a table of limits, by key; the default applies to an absent key. */
export function writtenLimits(table: LimitTable) {
  return z.strictObject(
    Object.fromEntries(Object.values(table).map(({ key, title }) => [key, count.optional().meta({ title })])),
  )
}

const duty = z.array(slug).optional()
const duties = z.strictObject({
  billing: duty.meta({ title: 'Functions for billing, which may have a finance role' }),
  media: duty.meta({ title: 'Functions that buy media' }),
  reporting: duty.meta({ title: 'Functions that only view' }),
})

const naming = z.strictObject({
  ad_account: pattern.optional().meta({ title: 'Names of ad accounts' }),
  campaign: pattern.optional().meta({ title: 'Names of campaigns' }),
  pixel: pattern.optional().meta({ title: 'Names of pixels' }),
  partner_label: pattern
    .optional()
    .meta({ title: 'The label that the client gives us as its partner in Business settings' }),
})

const ceiling = z.strictObject({
  business_roles: z
    .array(z.enum(BUSINESS_ROLES))
    .meta({ title: 'The roles in our Business that it may have' }),
  levels: levelsByKind.meta({ title: 'The highest level on each kind of asset' }),
})

/** `access/policy.yaml`: severities, limits and patterns of the policy rules. The default applies to an absent key. */
export const policyFile = z
  .strictObject({
    version,
    severity: severity.default({}).meta({ title: 'The severity of each rule' }),
    limits: writtenLimits(LIMITS).default({}).meta({ title: 'The limits of the rules' }),
    duties: duties.default({}).meta({ title: 'Which functions of functions.yaml have which duty' }),
    table: z.record(slug, ceiling).default({}).meta({
      title: 'The most that each function may give',
      description: 'Nobody may use a function that is not in it',
    }),
    shared_mailboxes: z
      .array(sentence)
      .optional()
      .meta({ title: 'Names before the @ that belong to no single person' }),
    naming: naming.default({}).meta({ title: 'The naming convention, as regular expressions' }),
  })
  .meta({ title: 'metagrant: policy', description: 'Severity, limits and patterns of the policy rules' })

export type WrittenPolicy = z.output<typeof policyFile>
