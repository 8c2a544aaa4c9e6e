import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { row, type Field, type NodeType } from '../protocol/node.ts'
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

/** The kinds that a Business may request. */
export const REQUESTED: readonly AssetKind[] = ASSET_KINDS.filter(
  (kind) => rulesOf(kind).business.request !== undefined,
)

/** An open request for access; its asset is under the name of its kind. Source: graph-api 2.2 (FACT). */
export const requestNode: NodeType<AccessRequest> = {
  name: 'request',
  label: 'BusinessRequest',
  id: ({ id }) => id,
  standard: ['id'],
  fields: {
    id: ({ id }) => id,
    ...Object.fromEntries(REQUESTED.map((kind) => [kind, requested(kind)])),
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

function requested(kind: AssetKind): Field<AccessRequest> {
  return ({ asset: id }, { world }) => {
    const asset = world.assets.get(id)
    return asset?.kind === kind ? assetRow(asset) : undefined
  }
}
