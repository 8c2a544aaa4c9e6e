import { z } from 'zod'
import { assetFields, owner } from '../estate/asset-fields.ts'
import { graphId } from '../estate/scalars.ts'
import { absent, id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import type { ScopeNeed } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { NodeType } from '../protocol/node.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'

const estate = z.strictObject({
  kind: z.literal('catalog'),
  id: graphId,
  owner,
  ...assetFields,
  vertical: z.string().default('commerce'),
  product_count: z.int().min(0).default(0),
})

const node: NodeType<AssetFrom<typeof estate>> = {
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

/** Source: graph-api 4.7 (FACT); the error is LIVE-CLAIM (graph-api 4.3). */
const CATALOG_MANAGEMENT: ScopeNeed = {
  anyOf: ['catalog_management', 'ads_management'],
  refusal: () => FAILURES.needsPermission('catalog_management'),
}

export const catalog: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: [CATALOG_MANAGEMENT],
  tasks: {
    // Source: graph-api 1.3 (FACT).
    combinations: [['ADVERTISE'], ['MANAGE', 'ADVERTISE']],
    managing: 'MANAGE',
    highest: ['MANAGE', 'ADVERTISE'],
  },
  people: {
    scopes: ['business'],
    requiresTasks: true,
    assigned: { edge: 'assigned_product_catalogs', method: 'getAssignedProductCatalogs' },
  },
  partners: {
    requiresTasks: false,
    least: ['ADVERTISE'],
    // Source: graph-api 1.2 and 1.4 (FACT).
    roles: { ADMIN: ['ADVERTISE', 'MANAGE'], ADVERTISER: ['ADVERTISE'] },
  },
  business: { edge: 'product_catalogs', sdk: 'ProductCatalogs' },
  // Source: graph-api 1.2 (FACT).
  group: { edge: 'product_catalogs', sdk: 'ProductCatalog' },
  generated: {
    turns: [5],
    firstDigits: '50',
    details: (_id, _client, next) => ({ product_count: Math.floor(next() * 1000) }),
  },
}
