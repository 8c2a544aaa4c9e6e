import type { KindFacts } from './kind-facts.ts'

export const page = {
  key: 'page',
  list: 'pages',
  listTitle: 'Pages',
  article: 'a',
  title: 'Page',
  plural: 'Pages',
  id: 'digits',
  resourceType: 'PageAccess',
  // Without the names that v26 dropped, and without the PROFILE_PLUS_ names, which only stand for others.
  tasks: [
    'ADVERTISE',
    'ANALYZE',
    'CREATE_CONTENT',
    'GLOBAL_STRUCTURE_MANAGEMENT',
    'MANAGE',
    'MANAGE_LEADS',
    'MESSAGING',
    'MODERATE',
    'MODERATE_COMMUNITY',
    'PAGES_MESSAGING',
    'PAGES_MESSAGING_SUBSCRIPTIONS',
    'READ_PAGE_MAILBOXES',
    'VIEW_MONETIZATION_INSIGHTS',
  ],
  // Source: FACT (guides/business-to-business).
  levels: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    moderator: ['MODERATE', 'ADVERTISE', 'ANALYZE'],
    editor: ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    admin: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
  },
  // "Granting MANAGE also yields MANAGE_LEADS" is LIVE-CLAIM.
  implied: { ADVERTISE: ['ANALYZE'], MODERATE: ['MESSAGING'], MANAGE: ['MANAGE_LEADS'] },
  partnerEdge: { levelChangesBy: 'client', waitsFor: 'second-admin' },
  shareShows: 'tasks',
  canBeGivenUp: true,
  hasOwnToken: true,
  peopleCanBeTakenOff: true,
  isListedByPeople: true,
  hasPublicId: true,
  showsOwner: true,
  hasActivityLog: false,
  spends: false,
  wantsPersonAsAdmin: true,
} as const satisfies KindFacts
