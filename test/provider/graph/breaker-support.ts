import type { BreakerRequest, Stop } from '../../../provider/graph/breaker.ts'
import { DEFAULT_RETRY } from '../../../provider/graph/retry.ts'

/** The policy of the product, without chance. */
export const POLICY = { ...DEFAULT_RETRY, random: () => 0 }
export const A: BreakerRequest = { lane: 'write', node: 'act_1', edge: 'assigned_users' }
export const B: BreakerRequest = { lane: 'write', node: 'act_2', edge: 'assigned_users' }
export const READ: BreakerRequest = { lane: 'read', node: 'act_1', edge: '' }

/** Meta's answer with a code that throttles or blocks. */
export function said(code: number, waitMinutes?: number): { refused: Stop } {
  const kind = code === 368 ? 'blocked' : 'throttled'
  return {
    refused: {
      kind,
      code,
      subcode: undefined,
      message: '',
      ...(waitMinutes === undefined ? {} : { waitMinutes }),
    },
  }
}
