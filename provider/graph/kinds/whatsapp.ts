import sdk from 'facebook-nodejs-business-sdk'
import type { NodeFacts } from './node-facts.ts'

export const whatsapp = {
  node: sdk.WhatsAppBusinessAccount,
  clientEdge: 'client_whatsapp_business_accounts',
  ownedEdge: 'owned_whatsapp_business_accounts',
  nameField: 'name',
  assignedEdge: 'assigned_whatsapp_business_accounts',
} satisfies NodeFacts
