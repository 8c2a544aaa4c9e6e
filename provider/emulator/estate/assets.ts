import { z } from 'zod'
import { adAccountId, graphId, minorUnits, moment, taskNames } from './scalars.ts'

const partner = z
  .strictObject({
    business: graphId.describe('The Business that the asset is shared with'),
    tasks: taskNames,
    status: z
      .enum(['CONFIRMED', 'PENDING'])
      .default('CONFIRMED')
      .describe("PENDING: the share waits for a second admin of the owner's Business and does not count yet"),
    waiting_tasks: taskNames
      .optional()
      .describe('Tasks that a second admin has yet to approve on a share that counts already'),
    requested_time: moment.optional(),
    updated_time: moment.optional(),
  })
  .describe('A partner grant')

const assignment = z
  .strictObject({
    user: graphId.describe("A person or system user of the owner's Business or of a partner's"),
    tasks: taskNames,
  })
  .describe('A person or system user on the asset')

const common = {
  name: z.string(),
  partners: z.array(partner).default([]),
  assignments: z.array(assignment).default([]),
}

const owner = graphId.describe('The Business that owns the asset')

const fundingSource = z
  .strictObject({ id: graphId, display_string: z.string(), type: z.int() })
  .describe('How the account is paid; absent means that nothing delivers')

const activity = z
  .strictObject({
    event_time: moment,
    event_type: z.string(),
    actor_id: z.string(),
    actor_name: z.string(),
    object_id: z.string().optional(),
    object_name: z.string().optional(),
  })
  .describe('A row of the activity log of the account')

export const adAccount = z.strictObject({
  kind: z.literal('ad_account'),
  id: adAccountId,
  owner: graphId.describe('The Business that owns the account; a person, for a personal account'),
  ...common,
  currency: z.string().length(3).default('EUR'),
  timezone_name: z.string().default('Europe/Paris'),
  spend_cap: minorUnits.default('0').describe('"0" means no cap'),
  amount_spent: minorUnits.default('0'),
  balance: minorUnits.default('0'),
  account_status: z
    .int()
    .default(1)
    .describe('1 active, 2 disabled, 3 unsettled, 7 pending risk review, 9 in grace period, 101 closed'),
  disable_reason: z.int().default(0),
  funding_source: fundingSource.optional(),
  promote_pages: z.array(graphId).default([]).describe('Pages the account may advertise for'),
  instagram_accounts: z
    .array(graphId)
    .default([])
    .describe('Instagram assets the account may advertise with'),
  active_ads: z.int().min(0).default(0).describe('Raises the hourly budget of calls by 40 each'),
  activities: z.array(activity).default([]),
})

export const pixel = z.strictObject({
  kind: z.literal('pixel'),
  id: graphId,
  owner,
  ...common,
  last_fired_time: moment
    .optional()
    .describe('The last event received; the field is absent when there was none'),
  is_unavailable: z.boolean().default(false),
  owner_ad_account: adAccountId.optional(),
  shared_accounts: z.array(adAccountId).default([]).describe('Ad accounts that use the pixel'),
  events: z
    .array(z.strictObject({ event: z.string(), count: z.int().min(0), start_time: moment }))
    .default([])
    .describe('What the edge `stats` answers'),
})

export const page = z.strictObject({
  kind: z.literal('page'),
  id: graphId,
  owner,
  ...common,
  new_experience: z
    .boolean()
    .default(true)
    .describe('Whether its tasks read back with the prefix PROFILE_PLUS_'),
  is_published: z.boolean().default(true),
  verification_status: z.string().default('not_verified'),
  instagram: graphId.optional().describe('The Instagram asset linked with the Page'),
})

export const instagram = z.strictObject({
  kind: z.literal('instagram'),
  id: graphId.describe('Id of the Instagram business asset, which is not the Instagram user id'),
  owner,
  ...common,
  ig_user_id: graphId,
  ig_username: z.string(),
})

export const catalog = z.strictObject({
  kind: z.literal('catalog'),
  id: graphId,
  owner,
  ...common,
  vertical: z.string().default('commerce'),
  product_count: z.int().min(0).default(0),
})
