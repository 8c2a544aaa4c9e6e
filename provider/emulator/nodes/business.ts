import { FAILURES } from '../protocol/failures.ts'
import type { CallContext, Field, NodeType } from '../protocol/node.ts'
import { memberIn } from '../rules/member-in.ts'
import type { WorldBusiness } from '../world/world.ts'

/** Strangers read only the name (INFERENCE, graph-api 8: 100/33 or 200). */
function privately(field: Field<WorldBusiness>): Field<WorldBusiness> {
  return (business, context) => {
    if (memberIn(context, business.id) === undefined) throw FAILURES.needsPermission('business_management')
    return field(business, context)
  }
}

const absent: Field<WorldBusiness> = () => undefined

/** Source: graph-api 2.1 (FACT). */
export const businessNode: NodeType<WorldBusiness> = {
  name: 'business',
  label: 'Business',
  id: ({ id }) => id,
  standard: ['id', 'name'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    link: ({ id }) => `https://business.facebook.com/?business_id=${id}`,
    two_factor_type: privately(({ two_factor_type }) => two_factor_type),
    verification_status: privately(({ verification_status }) => verification_status),
    created_time: absent,
    updated_time: absent,
    is_hidden: absent,
    payment_account_id: absent,
    primary_page: absent,
    profile_picture_uri: absent,
    timezone_id: absent,
    vertical: absent,
    vertical_id: absent,
  },
}

/** Whether a caller may address a Business: as its member, or because the two share something (INFERENCE). */
export function knowsBusiness(context: CallContext, business: WorldBusiness): boolean {
  const own = context.caller.member?.business
  if (own === undefined) return false
  if (memberIn(context, business.id) !== undefined) return true
  const { between } = context.world.index
  return (
    (between.get(`${business.id}/${own}`)?.size ?? 0) > 0 ||
    (between.get(`${own}/${business.id}`)?.size ?? 0) > 0
  )
}
