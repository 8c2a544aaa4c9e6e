import type { AssetKind } from '../../model/kinds.ts'
import { row, type CallContext, type Field, type NodeType, type NodeRow } from '../protocol/node.ts'
import { pageTokenFor } from '../protocol/page-token.ts'
import { metaTime } from '../protocol/time.ts'
import { readBack } from '../rules/read-back.ts'
import { mayRead, ownTasks, standingOf } from '../rules/standing.ts'
import type { WorldAsset, AssetOf } from '../world/world.ts'
import { businessNode } from './business.ts'

const id: Field<{ readonly id: string }> = (asset) => asset.id
const name: Field<{ readonly name: string }> = (asset) => asset.name
const absent = () => undefined
const ownerBusiness: Field<{ readonly owner: string }> = ({ owner }, { world }) => {
  const business = world.businesses.get(owner)
  return business === undefined ? undefined : row(businessNode, business)
}

/** Source: spec fields of AdAccount (FACT, graph-api 3); default fields are BG. */
const adAccountNode: NodeType<AssetOf<'ad_account'>> = {
  name: 'act',
  label: 'AdAccount',
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
    user_tasks: (account, context) => readBack(account, [...ownTasks(context, account)]),
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

const pixelNode: NodeType<AssetOf<'pixel'>> = {
  name: 'pixel',
  label: 'AdsPixel',
  id: (pixel) => pixel.id,
  standard: ['id', 'name'],
  fields: {
    id,
    name,
    last_fired_time: ({ last_fired_time }) => metaTime(last_fired_time),
    is_unavailable: ({ is_unavailable }) => is_unavailable,
    owner_business: ownerBusiness,
    owner_ad_account: ({ owner_ad_account }, { world }) => {
      const account = world.assets.get(owner_ad_account ?? '')
      return account === undefined ? undefined : assetRow(account)
    },
    is_created_by_business: () => true,
    creation_time: absent,
    data_use_setting: absent,
    enable_automatic_matching: absent,
    first_party_cookie_status: absent,
    is_restricted_use: absent,
    user_access_expire_time: absent,
  },
}

/**
 * An Instagram account as ad accounts and Pages name it: by its user id. Source: graph-api 3 and the spec of IGUser (FACT);
 * who may read its owner is INFERENCE: whoever may read the asset.
 */
export const igUserNode: NodeType<AssetOf<'instagram'>> = {
  name: 'ig_user',
  label: 'IGUser',
  id: ({ ig_user_id }) => ig_user_id,
  standard: ['id', 'username'],
  fields: {
    id: ({ ig_user_id }) => ig_user_id,
    username: ({ ig_username }) => ig_username,
    name,
    owner_business: (asset, context) => (mayRead(context, asset) ? ownerBusiness(asset, context) : undefined),
  },
}

const linkedInstagram: Field<AssetOf<'page'>> = ({ instagram }, { world }) => {
  const linked = world.assets.get(instagram ?? '')
  return linked?.kind === 'instagram' ? row(igUserNode, linked) : undefined
}

/** Fields of a Page that strangers do not read; its name anybody may (BG). */
function privately(field: Field<AssetOf<'page'>>): Field<AssetOf<'page'>> {
  return (page, context) => (mayRead(context, page) ? field(page, context) : undefined)
}

const pageNode: NodeType<AssetOf<'page'>> = {
  name: 'page',
  label: 'Page',
  id: (page) => page.id,
  standard: ['id', 'name'],
  fields: {
    id,
    name,
    access_token: (page, context) =>
      mayHavePageToken(context, page) ? pageTokenFor(context.world, context.caller, page.id) : undefined,
    business: privately(ownerBusiness),
    owner_business: privately(ownerBusiness),
    instagram_business_account: privately(linkedInstagram),
    connected_instagram_account: privately(linkedInstagram),
    is_published: privately(({ is_published }) => is_published),
    verification_status: ({ verification_status }) => verification_status,
    has_transitioned_to_new_page_experience: privately(({ new_experience }) => new_experience),
    link: (page) => `https://www.facebook.com/${page.id}`,
    category: absent,
    username: absent,
    user_access_expire_time: absent,
  },
}

/**
 * A Page token goes to whoever has a task on the Page (LIVE-CLAIM, graph-api 1.4), or is an admin of its owner: INFERENCE,
 * for a claim in 1.4 says that an admin has no Page task without an assignment.
 */
function mayHavePageToken(context: CallContext, page: AssetOf<'page'>): boolean {
  if (context.caller.kind === 'page') return context.caller.page === page.id
  if (!context.caller.scopes.has('pages_show_list')) return false
  if (standingOf(context, page) === 'owner' && context.caller.member?.role === 'ADMIN') return true
  return ownTasks(context, page).size > 0
}

const instagramNode: NodeType<AssetOf<'instagram'>> = {
  name: 'instagram',
  label: 'InstagramBusinessAsset',
  id: (asset) => asset.id,
  standard: ['id'],
  fields: { id, ig_user_id: ({ ig_user_id }) => ig_user_id, ig_username: ({ ig_username }) => ig_username },
}

const catalogNode: NodeType<AssetOf<'catalog'>> = {
  name: 'catalog',
  label: 'ProductCatalog',
  id: (asset) => asset.id,
  standard: ['id', 'name'],
  fields: {
    id,
    name,
    vertical: ({ vertical }) => vertical,
    product_count: ({ product_count }) => product_count,
    business: ownerBusiness,
    owner_business: ownerBusiness,
    feed_count: absent,
    is_catalog_segment: absent,
    user_access_expire_time: absent,
  },
}

/** The node type of each kind, as one that takes any asset: an asset is only ever rendered by its own kind's. */
export const ASSET_NODES: Readonly<Record<AssetKind, NodeType<WorldAsset>>> = {
  ad_account: adAccountNode as unknown as NodeType<WorldAsset>,
  pixel: pixelNode as unknown as NodeType<WorldAsset>,
  page: pageNode as unknown as NodeType<WorldAsset>,
  instagram: instagramNode as unknown as NodeType<WorldAsset>,
  catalog: catalogNode as unknown as NodeType<WorldAsset>,
}

export function assetRow(
  asset: WorldAsset,
  extra: Readonly<Record<string, unknown>> = {},
  standard?: readonly string[],
): NodeRow {
  return row(ASSET_NODES[asset.kind], asset, extra, standard)
}
