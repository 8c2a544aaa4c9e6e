import { z } from 'zod'
import { whatsapp as facts } from '../../model/kinds/whatsapp.ts'
import { assetFields, owner } from '../estate/asset-fields.ts'
import { graphId } from '../estate/scalars.ts'
import { absent, id, name, ownerBusiness } from '../nodes/asset-fields.ts'
import type { ScopeNeed } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { NodeType } from '../protocol/node.ts'
import type { AssetFrom, EmulatedKind } from './kind-rules.ts'

const estate = z.strictObject({
  kind: z.literal('whatsapp'),
  id: graphId,
  owner,
  ...assetFields,
  currency: z.string().default('EUR'),
})

const node: NodeType<AssetFrom<typeof estate>> = {
  name: 'whatsapp',
  label: 'WhatsAppBusinessAccount',
  // LIVE-CLAIM for the words of its errors (graph-api 4.1), INFERENCE that it refuses lists in forms as Instagram does.
  hasJsonSchema: true,
  id: (asset) => asset.id,
  // Source: graph-api 1.4 (FACT for rows of `client_*`); the emulator leaves out the two fields that no estate has.
  standard: ['id', 'name', 'currency'],
  fields: {
    id,
    name,
    currency: ({ currency }) => currency,
    owner_business: ownerBusiness,
    is_shared_with_partners: ({ id: own }, { world }) => (world.grants.get(own)?.size ?? 0) > 0,
    timezone_id: absent,
    message_template_namespace: absent,
  },
}

/** Source: graph-api 4.7 (FACT), the error like that of other kinds (INFERENCE). */
const WHATSAPP_MANAGEMENT: ScopeNeed = {
  anyOf: ['whatsapp_business_management'],
  refusal: () => FAILURES.needsPermission('whatsapp_business_management'),
}

export const whatsapp: EmulatedKind<typeof estate> = {
  estate,
  node,
  scopes: [WHATSAPP_MANAGEMENT],
  tasks: {
    // Admins of the Business and whoever has MANAGE assign (INFERENCE, as on other kinds); any tasks are taken (INFERENCE).
    managing: 'MANAGE',
  },
  people: {
    // Source: graph-api 4.7 (FACT for each), INFERENCE that it takes both.
    scopes: ['business', WHATSAPP_MANAGEMENT],
    // Source: graph-api 1.2 (FACT).
    requiresTasks: true,
    assigned: {
      edge: 'assigned_whatsapp_business_accounts',
      method: 'getAssignedWhatsAppBusinessAccounts',
    },
  },
  // No partners: no API shares it (FACT, graph-api 1.1).
  business: {
    edge: 'whatsapp_business_accounts',
    sdk: 'WhatsAppBusinessAccounts',
    // FACT for `client_*`, INFERENCE for `owned_*` (graph-api 1.4).
    listScopes: [WHATSAPP_MANAGEMENT],
  },
  generated: {
    turns: [8],
    firstDigits: '60',
    roles: [facts.levels.analyst, facts.levels.developer, facts.levels.admin],
    details: () => ({}),
  },
}
