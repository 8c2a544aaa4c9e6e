import type { NodeType } from '../protocol/node.ts'
import type { Campaign } from '../world/world.ts'

export const campaignNode: NodeType<Campaign> = {
  name: 'campaign',
  label: 'Campaign',
  isMarketing: true,
  id: ({ id }) => id,
  standard: ['id'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    objective: ({ objective }) => objective,
    status: ({ status }) => status,
    effective_status: ({ status }) => status,
    account_id: ({ account }) => account.slice('act_'.length),
  },
}
