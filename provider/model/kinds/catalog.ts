import type { KindFacts } from './kind-facts.ts'

export const catalog = {
  key: 'catalog',
  list: 'catalogs',
  listTitle: 'Catalogs',
  article: 'a',
  title: 'catalog',
  plural: 'catalogs',
  id: 'digits',
  resourceType: 'CatalogAccess',
  tasks: ['AA_ANALYZE', 'ADVERTISE', 'MANAGE', 'MANAGE_AR'],
  // Source: graph-api 1.3 (FACT).
  levels: { advertiser: ['ADVERTISE'], admin: ['MANAGE', 'ADVERTISE'] },
  implied: { ADVERTISE: ['AA_ANALYZE'], MANAGE: ['ADVERTISE'] },
  partnerEdge: { levelChangesBy: 'api', waitsFor: 'second-admin' },
  shareShows: 'role',
  canBeGivenUp: false,
  hasOwnToken: false,
  peopleCanBeTakenOff: true,
  isListedByPeople: true,
  hasPublicId: false,
  showsOwner: true,
  hasActivityLog: false,
  permissions: ['catalog_management'],
  isOptional: false,
  spends: false,
  wantsPersonAsAdmin: false,
} as const satisfies KindFacts
