import type { KindFacts } from './kind-facts.ts'

/** The asset of Instagram that access is given on (InstagramBusinessAsset), not the Instagram user (graph-api 1.4). */
export const instagram = {
  key: 'instagram',
  list: 'instagram_accounts',
  listTitle: 'Instagram accounts',
  article: 'an',
  title: 'Instagram account',
  plural: 'Instagram accounts',
  id: 'digits',
  resourceType: 'InstagramAccess',
  link: { key: 'page', title: 'The id of the Page it is linked to', to: 'page', many: false },
  tasks: ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'],
  // No combination is documented: ANALYZE and ADVERTISE as asked for live, the rest INFERENCE.
  levels: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    editor: ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE'],
  },
  // LIVE-CLAIM (graph-api 1.3).
  implied: { ADVERTISE: ['ANALYZE', 'CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY'] },
  partnerEdge: { levelChangesBy: 'api', waitsFor: 'second-admin' },
  shareShows: 'nothing',
  canBeGivenUp: true,
  hasOwnToken: false,
  peopleCanBeTakenOff: true,
  // A person has no such edge, and a system user's names Instagram users without tasks (v26, graph-api 0).
  isListedByPeople: false,
  hasPublicId: false,
  // Its user does (spec of IGUser).
  showsOwner: false,
  hasActivityLog: false,
  permissions: ['instagram_basic'],
  spends: false,
  wantsPersonAsAdmin: false,
} as const satisfies KindFacts
