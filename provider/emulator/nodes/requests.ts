import { row, type NodeType } from '../protocol/node.ts'
import { metaTime } from '../protocol/time.ts'
import type { AccessRequest, Agreement } from '../world/world.ts'
import { assetRow } from './assets.ts'
import { businessNode } from './business.ts'

/** Source: graph-api 2.2 (FACT). */
export const agreementNode: NodeType<Agreement> = {
  name: 'agreement',
  label: 'BusinessAgreement',
  id: ({ id }) => id,
  standard: ['id', 'request_status'],
  fields: { id: ({ id }) => id, request_status: ({ status }) => status },
}

/** An open request for a Page or an ad account. Source: graph-api 2.2 (FACT). */
export const requestNode: NodeType<AccessRequest> = {
  name: 'request',
  label: 'BusinessRequest',
  id: ({ id }) => id,
  standard: ['id'],
  fields: {
    id: ({ id }) => id,
    page: ({ asset }, { world }) => requested(world.assets.get(asset), 'page'),
    ad_account: ({ asset }, { world }) => requested(world.assets.get(asset), 'ad_account'),
    permitted_tasks: ({ tasks }) => tasks,
    object_id: ({ asset }) => asset,
    creation_time: ({ created_time }) => metaTime(created_time),
    request_status: () => 'PENDING',
    requestor: ({ business }, { world }) => {
      const record = world.businesses.get(business)
      return record === undefined ? undefined : row(businessNode, record)
    },
  },
}

function requested(asset: Parameters<typeof assetRow>[0] | undefined, kind: 'page' | 'ad_account') {
  return asset?.kind === kind ? assetRow(asset) : undefined
}
