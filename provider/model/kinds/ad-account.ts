import type { KindFacts } from './kind-facts.ts'

export const adAccount = {
  key: 'ad_account',
  list: 'ad_accounts',
  listTitle: 'Ad accounts',
  article: 'an',
  title: 'ad account',
  plural: 'ad accounts',
  id: 'act-and-digits',
  resourceType: 'AdAccountAccess',
  tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE'],
  viewing: ['AA_ANALYZE', 'ANALYZE'],
  // Source: graph-api 1.3 (FACT).
  levels: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    admin: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
  },
  implied: {
    ANALYZE: ['AA_ANALYZE'],
    ADVERTISE: ['ANALYZE', 'DRAFT', 'CREATIVE'],
    MANAGE: ['ADVERTISE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  },
  partnerEdge: { levelChangesBy: 'api', waitsFor: 'second-admin' },
  shareShows: 'tasks',
  canBeGivenUp: true,
  hasOwnToken: false,
  peopleCanBeTakenOff: true,
  isListedByPeople: true,
  hasPublicId: false,
  showsOwner: true,
  hasActivityLog: true,
  permissions: ['ads_management'],
  isOptional: false,
  spends: true,
  wantsPersonAsAdmin: true,
} as const satisfies KindFacts
