import type { KindFacts } from './kind-facts.ts'

export const pixel = {
  key: 'pixel',
  list: 'pixels',
  listTitle: 'Pixels (datasets)',
  article: 'a',
  title: 'pixel',
  plural: 'pixels',
  id: 'digits',
  resourceType: 'PixelAccess',
  link: { key: 'ad_accounts', title: 'The ad accounts that use this pixel', to: 'ad_account', many: true },
  // A partner grant (`permitted_tasks`) takes the same names but AA_ANALYZE (FACT, graph-api 1.3).
  tasks: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'],
  viewing: ['AA_ANALYZE', 'ANALYZE'],
  // Source: graph-api 1.3 (FACT): ANALYZE views, ADVERTISE connects ad accounts, UPLOAD sends conversions, Meta allows
  // EDIT app by app.
  levels: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    uploader: ['UPLOAD', 'ANALYZE'],
    integrator: ['UPLOAD', 'ADVERTISE', 'ANALYZE'],
    admin: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE'],
  },
  implied: { ANALYZE: ['AA_ANALYZE'], ADVERTISE: ['ANALYZE'], EDIT: ['ANALYZE'], UPLOAD: ['ANALYZE'] },
  partnerEdge: { levelChangesBy: 'api', waitsFor: 'acceptance' },
  shareShows: 'tasks',
  canBeGivenUp: false,
  hasOwnToken: false,
  // The spec lost DELETE `assigned_users` in v6.0 (graph-api 1.4).
  peopleCanBeTakenOff: false,
  isListedByPeople: true,
  hasPublicId: false,
  showsOwner: true,
  hasActivityLog: false,
  permissions: ['ads_management'],
  isOptional: false,
  spends: false,
  wantsPersonAsAdmin: false,
} as const satisfies KindFacts
