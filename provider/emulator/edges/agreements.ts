import { businessNode } from '../nodes/business.ts'
import { agreementNode } from '../nodes/requests.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import { acceptAgreement } from '../rules/agreements.ts'
import { memberIn } from '../rules/member-in.ts'
import { isAdmin } from '../rules/standing.ts'
import type { Agreement, WorldBusiness } from '../world/world.ts'
import { requireMember } from './membership.ts'

/** Source: graph-api 2.2 (FACT). */
const AGREEMENT_STATUSES = [
  'APPROVE',
  'CANCELED',
  'DECLINE',
  'EXPIRED',
  'IN_PROGRESS',
  'MMA_DIRECT_ASSETS_APPROVED',
  'MMA_DIRECT_ASSETS_DECLINED',
  'MMA_DIRECT_ASSETS_EXPIRED',
  'MMA_DIRECT_ASSETS_PENDING',
  'PENDING',
  'PENDING_EMAIL_VERIFICATION',
  'PENDING_INTEGRITY_REVIEW',
]

/** Pixel shares that wait for the other Business. */
export const agreementEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, [
    {
      method: 'GET',
      edge: 'received_sharing_agreements',
      answers: agreementNode,
      params: {
        request_status: { type: 'string', values: AGREEMENT_STATUSES },
        requesting_business_id: { type: 'string' },
      },
      scopes: ['business'],
      reason: 'in the docs only, not in the spec that the SDK is made from',
      run: listAgreements,
    },
  ]),
  ...edgesOf(agreementNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessAgreement.get',
      run: readAgreement,
    },
    {
      method: 'POST',
      edge: '',
      params: { request_status: { type: 'string', values: AGREEMENT_STATUSES, required: true } },
      scopes: ['business'],
      sdk: 'BusinessAgreement.update',
      run: answerAgreement,
    },
  ]),
]

function listAgreements(call: Call<WorldBusiness>): EdgeAnswer {
  requireMember(call)
  const { request_status: status, requesting_business_id: from } = call.params
  const received = [...call.world.agreements.values()].filter(
    (one) =>
      one.to === call.record.id &&
      (status === undefined || one.status === status) &&
      (from === undefined || one.from === from),
  )
  return { rows: received.map((agreement) => row(agreementNode, agreement)) }
}

function readAgreement(call: Call<Agreement>): EdgeAnswer {
  const { from, to } = call.record
  if (memberIn(call, from) === undefined && memberIn(call, to) === undefined)
    throw FAILURES.unsupported('GET', call.record.id)
  return { row: row(agreementNode, call.record) }
}

/** The receiver accepts or declines; the sender may cancel (INFERENCE). Source: graph-api 1.4 (FACT). */
function answerAgreement(call: Call<Agreement>): EdgeAnswer {
  const { world, record, params } = call
  const status = text(params, 'request_status')
  const side = status === 'CANCELED' ? record.from : record.to
  const member = memberIn(call, side)
  if (member === undefined) throw FAILURES.unsupported('POST', record.id)
  if (!isAdmin(member)) throw FAILURES.cannotManage()
  if (record.status !== 'PENDING') throw FAILURES.invalid('This request has been answered already')
  if (status === 'APPROVE') acceptAgreement(world, record.id)
  else if (status === 'DECLINE' || status === 'CANCELED')
    world.journal.put(world.agreements, record.id, { ...record, status })
  else throw FAILURES.invalid('Param request_status must be one of {APPROVE, DECLINE, CANCELED}')
  return { value: { success: true } }
}
