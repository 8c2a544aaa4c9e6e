import type { KindFacts } from './kind-facts.ts'

export const whatsapp = {
  key: 'whatsapp',
  list: 'whatsapp_accounts',
  listTitle: 'WhatsApp Business accounts',
  article: 'a',
  title: 'WhatsApp Business account',
  plural: 'WhatsApp Business accounts',
  id: 'digits',
  resourceType: 'WhatsAppAccess',
  tasks: [
    'DEVELOP',
    'MANAGE',
    'MANAGE_EXTENSIONS',
    'MANAGE_PHONE',
    'MANAGE_PHONE_ASSETS',
    'MANAGE_TEMPLATES',
    'MESSAGING',
    'VIEW_COST',
    'VIEW_PHONE_ASSETS',
    'VIEW_TEMPLATES',
  ],
  viewing: ['VIEW_COST', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
  // Source: graph-api 1.3 (FACT for MANAGE, "admin access", and for DEVELOP, "developer access"; INFERENCE for analyst and
  // editor, and that a level may be asked for together with what is below it).
  levels: {
    analyst: ['VIEW_COST', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
    editor: ['MANAGE_TEMPLATES', 'VIEW_COST', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
    developer: ['DEVELOP'],
    admin: ['MANAGE', 'DEVELOP', 'MANAGE_TEMPLATES', 'VIEW_COST', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
  },
  // INFERENCE from the names alone: nobody has published what is read back.
  implied: {
    MANAGE_TEMPLATES: ['VIEW_TEMPLATES'],
    MANAGE_PHONE: ['MANAGE_PHONE_ASSETS'],
    MANAGE_PHONE_ASSETS: ['VIEW_PHONE_ASSETS'],
    DEVELOP: ['MESSAGING', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
    MANAGE: ['DEVELOP', 'MANAGE_EXTENSIONS', 'MANAGE_PHONE', 'MANAGE_TEMPLATES', 'VIEW_COST'],
  },
  // The client shares it in Business settings or by Embedded Signup (INFERENCE, graph-api 1.4).
  partnerEdge: 'none',
  // INFERENCE (graph-api 1.4): rows of `client_whatsapp_business_accounts` add nothing.
  shareShows: 'nothing',
  canBeGivenUp: false,
  hasOwnToken: false,
  peopleCanBeTakenOff: true,
  isListedByPeople: true,
  hasPublicId: false,
  showsOwner: true,
  // Its edge `activities` is another log than that of an ad account.
  hasActivityLog: false,
  permissions: ['whatsapp_business_management'],
  isOptional: true,
  spends: false,
  // Meta's guide gives system users both documented tasks: they send the messages.
  wantsPersonAsAdmin: false,
} as const satisfies KindFacts
