import { z } from 'zod'
import { assetFields, owner } from '../estate/asset-fields.ts'
import { graphId } from '../estate/scalars.ts'
import { absent, id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import type { ScopeNeed } from '../protocol/edge.ts'
import { GraphFailure } from '../protocol/failure.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row, type CallContext, type Field, type NodeType } from '../protocol/node.ts'
import { pageTokenFor } from '../protocol/page-token.ts'
import { mayRead, ownTasks, standingOf } from '../rules/standing.ts'
import { igUserNode } from './instagram.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'

const estate = z.strictObject({
  kind: z.literal('page'),
  id: graphId,
  owner,
  ...assetFields,
  new_experience: z
    .boolean()
    .default(true)
    .describe('Whether its tasks read back with the prefix PROFILE_PLUS_'),
  is_published: z.boolean().default(true),
  verification_status: z.string().default('not_verified'),
  instagram: graphId.optional().describe('The Instagram asset linked with the Page'),
})

type PageAsset = AssetFrom<typeof estate>

const linkedInstagram: Field<PageAsset> = ({ instagram }, { world }) => {
  const linked = world.assets.get(instagram ?? '')
  return linked?.kind === 'instagram' ? row(igUserNode, linked) : undefined
}

/** Fields of a Page that strangers cannot read; anybody may read its name (BACKGROUND). */
function privately(field: Field<PageAsset>): Field<PageAsset> {
  return (page, context) => (mayRead(context, page) ? field(page, context) : undefined)
}

const node: NodeType<PageAsset> = {
  name: 'page',
  label: 'Page',
  id: (page) => page.id,
  standard: ['id', 'name'],
  fields: {
    id,
    name,
    access_token: (page, context) =>
      mayHaveToken(context, page) ? pageTokenFor(context.world, context.caller, page.id) : undefined,
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

/** Names of a Page's tasks in the new experience. Source: graph-api 1.3 (FACT), with v26's additions. */
const NEW_TASKS = [
  'PROFILE_PLUS_ADVERTISE',
  'PROFILE_PLUS_ANALYZE',
  'PROFILE_PLUS_CREATE_CONTENT',
  'PROFILE_PLUS_CREATIVE_MANAGEMENT',
  'PROFILE_PLUS_CREATOR_MANAGEMENT',
  'PROFILE_PLUS_FACEBOOK_ACCESS',
  'PROFILE_PLUS_FULL_CONTROL',
  'PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT',
  'PROFILE_PLUS_MANAGE',
  'PROFILE_PLUS_MANAGE_LEADS',
  'PROFILE_PLUS_MESSAGING',
  'PROFILE_PLUS_MODERATE',
  'PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY',
  'PROFILE_PLUS_REVENUE',
]

/** Source: graph-api 1.4 (FACT for the permission and code 10); the text is INFERENCE. */
const METADATA: ScopeNeed = {
  anyOf: ['pages_manage_metadata'],
  refusal: () =>
    new GraphFailure({
      code: 10,
      message: "(#10) This endpoint requires the 'pages_manage_metadata' permission.",
    }),
}

export const page: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: [],
  linksOf: ({ instagram }) =>
    instagram === undefined ? [] : [{ at: 'instagram', id: instagram, kind: 'instagram' }],
  tasks: {
    more: NEW_TASKS,
    shownAs: ({ new_experience }, task) => (new_experience ? newName(task) : task),
    // Source: graph-api 1.3 (FACT).
    combinations: [
      ['ANALYZE'],
      ['ADVERTISE', 'ANALYZE'],
      ['MODERATE', 'ADVERTISE', 'ANALYZE'],
      ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
      ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    ],
    managing: 'MANAGE',
    // Source: graph-api 1.3 (FACT).
    highest: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
  },
  people: {
    scopes: [METADATA],
    requiresTasks: false,
    // Not in the spec, but a Page refuses a call without it (LIVE-CLAIM, graph-api 1.2).
    requiresBusiness: true,
    assigned: { edge: 'assigned_pages', method: 'getAssignedPages' },
    mine: { edge: 'accounts', method: 'getAccounts', tokensFor: 'pages_show_list' },
  },
  partners: { requiresTasks: false, least: ['ANALYZE'] },
  business: {
    edge: 'pages',
    sdk: 'Pages',
    giveUp: { edge: 'pages', param: 'page_id', method: 'deletePages' },
    claim: {
      param: 'page_id',
      type: 'int',
      method: 'createOwnedPage',
      more: { code: { type: 'string' }, entry_point: { type: 'string' } },
      taken: FAILURES.pageTaken,
    },
    request: { param: 'page_id', type: 'int', method: 'createClientPage' },
  },
  // Source: graph-api 1.2 (FACT).
  group: { edge: 'pages', sdk: 'Page', tasks: 'page_tasks' },
  generated: {
    turns: [2],
    firstDigits: '30',
    hasSystemUser: true,
    details: (id, { idsOf }) => {
      const instagram = idsOf('instagram')[idsOf('page').indexOf(id)]
      return instagram === undefined ? {} : { instagram }
    },
  },
}

/**
 * The Page's own token goes to whoever has a task on the Page, or is an admin of its owner: INFERENCE (graph-api 1.4).
 * LIVE-CLAIM there is only that an admin has no task on the Page without an assignment.
 */
function mayHaveToken(context: CallContext, page: PageAsset): boolean {
  const { caller } = context
  if (caller.page !== undefined) return caller.page === page.id
  if (!caller.scopes.has('pages_show_list')) return false
  if (standingOf(context, page) === 'owner' && caller.member?.role === 'ADMIN') return true
  return ownTasks(context, page).size > 0
}

/**
 * The name of a task in answers of a Page in the new experience. Source: graph-api 1.3 (LIVE-CLAIM): old names read
 * back with the prefix. That a name without a prefixed form stays is INFERENCE.
 */
function newName(task: string): string {
  const prefixed = `PROFILE_PLUS_${task}`
  return NEW_TASKS.includes(prefixed) ? prefixed : task
}
