import type { KindFacts } from './kind-facts.ts'

/** Access is given on the InstagramBusinessAsset, not on the Instagram user (graph-api 1.4). */
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
  viewing: ['ANALYZE'],
  // No combination is documented (graph-api 1.3): ANALYZE and ADVERTISE as asked for live, the rest INFERENCE.
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
  // Only a system user has such an edge (v26, graph-api 0). It answers Instagram users; that it adds no tasks is
  // INFERENCE.
  isListedByPeople: false,
  hasPublicId: false,
  // Its Instagram user names the owner (graph-api 1.4).
  showsOwner: false,
  hasActivityLog: false,
  permissions: ['instagram_basic'],
  isOptional: false,
  spends: false,
  wantsPersonAsAdmin: false,
} as const satisfies KindFacts
