import { z } from 'zod'
import { assetFields, owner } from '../estate/asset-fields.ts'
import { adAccountId, graphId, moment } from '../estate/scalars.ts'
import { absent, id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row, type CallContext, type NodeType } from '../protocol/node.ts'
import { metaTime } from '../protocol/time.ts'
import { adAccount } from './ad-account.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'
import { MANAGING, pixelEdges } from './pixel/edges.ts'

const estate = z.strictObject({
  kind: z.literal('pixel'),
  id: graphId,
  owner,
  ...assetFields,
  last_fired_time: moment
    .optional()
    .describe('The last event received; the field is absent when there was none'),
  is_unavailable: z.boolean().default(false),
  owner_ad_account: adAccountId.optional(),
  shared_accounts: z.array(adAccountId).default([]).describe('Ad accounts that use the pixel'),
  events: z
    .array(z.strictObject({ event: z.string(), count: z.int().min(0), start_time: moment }))
    .default([])
    .describe('What the edge `stats` answers'),
})

export type PixelAsset = AssetFrom<typeof estate>

const node: NodeType<PixelAsset> = {
  name: 'pixel',
  label: 'AdsPixel',
  isMarketing: true,
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
      return account?.kind === 'ad_account' ? row(adAccount.node, account) : undefined
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

export const pixel: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: ['ads_read'],
  linksOf: ({ owner_ad_account, shared_accounts }) => [
    ...(owner_ad_account === undefined
      ? []
      : [{ at: 'owner_ad_account', id: owner_ad_account, kind: 'ad_account' as const }]),
    ...shared_accounts.map((account, index) => ({
      at: `shared_accounts.${index}`,
      id: account,
      kind: 'ad_account' as const,
    })),
  ],
  // It takes any combination.
  tasks: {
    managing: MANAGING,
    // Source: graph-api 1.3 (LIVE-CLAIM).
    highest: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE'],
    check: requireEdit,
  },
  people: {
    scopes: ['business'],
    requiresTasks: true,
    assigned: { edge: 'assigned_ads_pixels' },
  },
  partners: {
    requiresTasks: true,
    // Source: graph-api 1.3 (FACT).
    without: ['AA_ANALYZE'],
    least: ['ANALYZE'],
    alsoAt: { edge: 'shared_agencies', method: 'getSharedAgencies' },
  },
  business: { edge: 'pixels', sdk: 'Pixels' },
  edges: pixelEdges,
  // Source: graph-api 1.2 (FACT).
  group: { edge: 'pixels', sdk: 'Pixel', tasks: 'pixel_tasks' },
  generated: {
    turns: [1, 6],
    firstDigits: '20',
    // Source: graph-api 1.3 (FACT for each task).
    roles: [['ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['ADVERTISE', 'ANALYZE', 'UPLOAD']],
    details: (_id, { idsOf }) => ({
      last_fired_time: '2026-11-20T08:30:00Z',
      shared_accounts: idsOf('ad_account'),
    }),
  },
}

/** Meta allows the task EDIT app by app. Source: graph-api 1.3 (FACT); the code is INFERENCE. */
function requireEdit({ world }: CallContext, tasks: readonly string[]): void {
  if (tasks.includes('EDIT') && !world.app.pixel_edit) throw FAILURES.capability()
}
