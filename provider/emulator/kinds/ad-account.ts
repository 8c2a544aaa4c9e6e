import { z } from 'zod'
import { assetFields } from '../estate/asset-fields.ts'
import { adAccountId, graphId, minorUnits, moment } from '../estate/scalars.ts'
import { absent, id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { NodeType } from '../protocol/node.ts'
import { ownTasks } from '../rules/standing.ts'
import { accountCampaignEdges, campaigns } from './ad-account/campaigns.ts'
import { adAccountEdges } from './ad-account/edges.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'

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

const estate = z.strictObject({
  kind: z.literal('ad_account'),
  id: adAccountId,
  owner: graphId.describe('The Business that owns the account; a person, for a personal account'),
  ...assetFields,
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

export type AdAccountAsset = AssetFrom<typeof estate>

/** Source: graph-api 3 (FACT); which fields are default is BACKGROUND. */
const node: NodeType<AdAccountAsset> = {
  name: 'act',
  label: 'AdAccount',
  isMarketing: true,
  activeAds: ({ active_ads }) => active_ads,
  id: (account) => account.id,
  standard: ['id', 'account_id'],
  fields: {
    id,
    name,
    account_id: (account) => account.id.slice('act_'.length),
    account_status: ({ account_status }) => account_status,
    disable_reason: ({ disable_reason }) => disable_reason,
    currency: ({ currency }) => currency,
    timezone_name: ({ timezone_name }) => timezone_name,
    spend_cap: ({ spend_cap }) => spend_cap,
    amount_spent: ({ amount_spent }) => amount_spent,
    balance: ({ balance }) => balance,
    funding_source: ({ funding_source }) => funding_source?.id,
    funding_source_details: ({ funding_source }) => funding_source,
    is_personal: ({ owner }, { world }) => (world.businesses.has(owner) ? 0 : 1),
    owner: ({ owner }) => owner,
    business: ownerBusiness,
    owner_business: ownerBusiness,
    user_tasks: (account, context) => [...ownTasks(context, account)],
    timezone_id: absent,
    timezone_offset_hours_utc: absent,
    is_prepay_account: absent,
    tos_accepted: absent,
    capabilities: absent,
    created_time: absent,
    end_advertiser: absent,
    end_advertiser_name: absent,
    media_agency: absent,
    partner: absent,
    business_country_code: absent,
    tax_id_status: absent,
    min_campaign_group_spend_cap: absent,
    failed_delivery_checks: absent,
    user_access_expire_time: absent,
  },
}

export const adAccount: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: ['ads_read'],
  // An ad account gives the cause (LIVE-CLAIM, graph-api 4.3).
  unreadable: FAILURES.adAccountPermission,
  mayBePersonal: true,
  linksOf: ({ promote_pages, instagram_accounts }) => [
    ...promote_pages.map((page, index) => ({
      at: `promote_pages.${index}`,
      id: page,
      kind: 'page' as const,
    })),
    ...instagram_accounts.map((asset, index) => ({
      at: `instagram_accounts.${index}`,
      id: asset,
      kind: 'instagram' as const,
    })),
  ],
  tasks: {
    // Source: graph-api 1.3 (FACT).
    combinations: [['ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['MANAGE', 'ADVERTISE', 'ANALYZE']],
    managing: 'MANAGE',
    // Source: graph-api 1.3 (LIVE-CLAIM).
    highest: ['MANAGE'],
    aboveShare: FAILURES.accountPermissions,
  },
  people: {
    scopes: ['business'],
    requiresTasks: false,
    assigned: { edge: 'assigned_ad_accounts', method: 'getAssignedAdAccounts' },
    // The edge is FACT, in the spec of User (graph-api 1.4).
    mine: { edge: 'adaccounts', method: 'getAdAccounts', scopes: ['ads_read'] },
  },
  partners: { requiresTasks: false, least: ['ANALYZE'] },
  business: {
    edge: 'ad_accounts',
    sdk: 'AdAccounts',
    // Source: graph-api 2.2 (FACT): only ad accounts can be searched, by a part of their name (INFERENCE).
    listParams: { search_query: { type: 'string' } },
    giveUp: { edge: 'ad_accounts', param: 'adaccount_id', method: 'deleteAdAccounts' },
    claim: {
      param: 'adaccount_id',
      type: 'string',
      method: 'createOwnedAdAccount',
      taken: FAILURES.accountTaken,
    },
    request: {
      param: 'adaccount_id',
      type: 'string',
      reason: 'left the spec in v11; the docs keep it for apps on an old list',
      // FACT that other apps get an error (graph-api 2.3); INFERENCE which one.
      refusal: FAILURES.capability,
    },
  },
  // Source: graph-api 1.2 (FACT).
  group: { edge: 'adaccounts', sdk: 'AdAccount', tasks: 'adaccount_tasks' },
  edges: [...adAccountEdges, ...accountCampaignEdges],
  parts: campaigns,
  generated: {
    turns: [0, 4, 7],
    firstDigits: 'act_10',
    hasSystemUser: true,
    details: (_id, { index, idsOf }, next) => ({
      amount_spent: String(Math.floor(next() * 10_000_000)),
      funding_source: {
        id: `66${String(index).padStart(8, '0')}`,
        display_string: 'Visa ending in 4242',
        type: 1,
      },
      promote_pages: idsOf('page').slice(0, 1),
      instagram_accounts: idsOf('instagram').slice(0, 1),
    }),
  },
}
