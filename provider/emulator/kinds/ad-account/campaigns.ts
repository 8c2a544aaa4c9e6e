import type { AdAccountAsset } from '../ad-account.ts'
import type { PartRules } from '../kind-rules.ts'
import { campaignNode } from '../../nodes/campaign.ts'
import { edgesOf, type Call, type EdgeAnswer, type EdgeSpec } from '../../protocol/edge.ts'
import { FAILURES } from '../../protocol/failures.ts'
import { row, type CallContext } from '../../protocol/node.ts'
import { list, text } from '../../protocol/param-values.ts'
import { requireReadable } from '../../rules/readable.ts'
import { ownTasks } from '../../rules/standing.ts'
import { requireTwoFactor } from '../../rules/two-factor.ts'
import type { Campaign, WorldAsset } from '../../world/world.ts'

/** Source: graph-api 3 (FACT); that the old values of the enum are refused is INFERENCE. */
const OBJECTIVES = [
  'OUTCOME_APP_PROMOTION',
  'OUTCOME_AWARENESS',
  'OUTCOME_ENGAGEMENT',
  'OUTCOME_LEADS',
  'OUTCOME_SALES',
  'OUTCOME_TRAFFIC',
]
const CATEGORIES = [
  'CREDIT',
  'EMPLOYMENT',
  'FINANCIAL_PRODUCTS_SERVICES',
  'HOUSING',
  'ISSUES_ELECTIONS_POLITICS',
  'NONE',
  'ONLINE_GAMBLING_AND_GAMING',
]
const STATUSES = ['ACTIVE', 'ARCHIVED', 'DELETED', 'PAUSED']

/** What a list may be narrowed to. Source: graph-api 3 (FACT). A campaign here has only the status it was given. */
const EFFECTIVE = [
  ...STATUSES,
  'ADSET_PAUSED',
  'CAMPAIGN_PAUSED',
  'DISAPPROVED',
  'IN_PROCESS',
  'PENDING_BILLING_INFO',
  'PENDING_REVIEW',
  'PREAPPROVED',
  'WITH_ISSUES',
]

/** Campaigns of an ad account, which prove that its access works. */
export const accountCampaignEdges: readonly EdgeSpec<AdAccountAsset>[] = [
  {
    method: 'GET',
    edge: 'campaigns',
    params: { effective_status: { type: 'list', values: EFFECTIVE } },
    scopes: ['ads_read'],
    sdk: 'AdAccount.getCampaigns',
    run: listCampaigns,
  },
  {
    method: 'POST',
    edge: 'campaigns',
    params: {
      name: { type: 'string' },
      objective: { type: 'string', values: OBJECTIVES },
      status: { type: 'string', values: STATUSES },
      special_ad_categories: { type: 'list', values: CATEGORIES, required: true },
      is_adset_budget_sharing_enabled: { type: 'bool' },
      daily_budget: { type: 'int' },
      lifetime_budget: { type: 'int' },
      execution_options: { type: 'list', values: ['include_recommendations', 'validate_only'] },
    },
    // Source: graph-api 3 (FACT): required parameters since v24.
    changedSince: 24,
    scopes: ['ads_write'],
    sdk: 'AdAccount.createCampaign',
    run: createCampaign,
  },
]

export const campaigns: PartRules = {
  edges: edgesOf(campaignNode, [
    { method: 'GET', edge: '', params: {}, scopes: ['ads_read'], sdk: 'Campaign.get', run: readCampaign },
    {
      method: 'POST',
      edge: '',
      params: { status: { type: 'string', values: STATUSES }, name: { type: 'string' } },
      scopes: ['ads_write'],
      sdk: 'Campaign.update',
      run: updateCampaign,
    },
    {
      method: 'DELETE',
      edge: '',
      params: {},
      scopes: ['ads_write'],
      sdk: 'Campaign.delete',
      run: deleteCampaign,
    },
  ]),
  find: ({ campaigns }, id) => {
    const campaign = campaigns.get(id)
    return campaign === undefined ? undefined : row(campaignNode, campaign)
  },
}

/**
 * POST `campaigns`; with `validate_only` it makes nothing. Source: graph-api 3 (FACT: required parameters since v24,
 * "validate_only"). That the caller needs an own ADVERTISE is LIVE-CLAIM for Pages (graph-api 1.4) and INFERENCE here.
 */
function createCampaign(call: Call<AdAccountAsset>): EdgeAnswer {
  const { world, record: account, params } = call
  requireAdvertise(call, account.id)
  // INFERENCE: the code for an account that takes no new objects.
  if (account.account_status !== 1)
    throw FAILURES.invalid(`Ad account has status ${account.account_status} and takes no new campaigns`)
  if (params['objective'] === undefined) throw FAILURES.required('objective')
  if (params['name'] === undefined) throw FAILURES.required('name')
  const budget = params['daily_budget'] ?? params['lifetime_budget']
  if (budget === undefined && params['is_adset_budget_sharing_enabled'] === undefined) {
    throw FAILURES.required('is_adset_budget_sharing_enabled')
  }
  if (list(params, 'execution_options')?.includes('validate_only') === true)
    return { value: { success: true } }
  const campaign: Campaign = {
    id: world.newId(),
    account: account.id,
    name: text(params, 'name'),
    objective: text(params, 'objective'),
    status: text(params, 'status', 'PAUSED'),
  }
  world.journal.put(world.campaigns, campaign.id, campaign)
  return { value: { id: campaign.id } }
}

/** Deleted campaigns only where they are asked for (INFERENCE, graph-api 3). */
function listCampaigns(call: Call<AdAccountAsset>): EdgeAnswer {
  requireReadable(call, call.record, FAILURES.adAccountPermission)
  const statuses = list(call.params, 'effective_status')
  const wanted = (status: string) => statuses?.includes(status) ?? status !== 'DELETED'
  const own = [...call.world.campaigns.values()].filter(
    ({ account, status }) => account === call.record.id && wanted(status),
  )
  return { rows: own.map((campaign) => row(campaignNode, campaign)) }
}

function readCampaign(call: Call<Campaign>): EdgeAnswer {
  requireReadable(call, accountWith(call, call.record.account), FAILURES.adAccountPermission)
  return { row: row(campaignNode, call.record) }
}

function updateCampaign(call: Call<Campaign>): EdgeAnswer {
  const { world, record, params } = call
  requireAdvertise(call, record.account)
  const changed = {
    ...record,
    status: text(params, 'status', record.status),
    name: text(params, 'name', record.name),
  }
  world.journal.put(world.campaigns, record.id, changed)
  return { value: { success: true } }
}

/** It stays, as DELETED, and can be read by its id (INFERENCE, graph-api 3). */
function deleteCampaign(call: Call<Campaign>): EdgeAnswer {
  requireAdvertise(call, call.record.account)
  call.world.journal.put(call.world.campaigns, call.record.id, { ...call.record, status: 'DELETED' })
  return { value: { success: true } }
}

function accountWith({ world }: CallContext, id: string): WorldAsset {
  const account = world.assets.get(id)
  if (account === undefined) throw FAILURES.unsupported('GET', id)
  return account
}

function requireAdvertise(context: CallContext, id: string): void {
  const account = accountWith(context, id)
  requireTwoFactor(context, account.owner)
  requireReadable(context, account, FAILURES.adAccountPermission)
  if (!ownTasks(context, account).has('ADVERTISE')) throw FAILURES.adAccountPermission()
}
