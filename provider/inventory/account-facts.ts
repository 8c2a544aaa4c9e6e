import { numberOf, textOf } from '../graph/json.ts'
import type { GraphRow } from '../graph/list.ts'
import type { AccountFacts } from '../model/observed.ts'

/**
 * The fields of an ad account that a client's file may declare, and whether it can spend. Source: graph-api 3 (FACT).
 */
export const ACCOUNT_FIELDS = [
  'currency',
  'timezone_name',
  'spend_cap',
  'account_status',
  'disable_reason',
] as const

/** What a row shows of them; a field that it lacks, or that is not what Meta documents, is absent. */
export function accountFactsIn(row: GraphRow): AccountFacts {
  const [currency, timezone] = [textOf(row['currency']), textOf(row['timezone_name'])]
  const [spendCap, status, disableReason] = ['spend_cap', 'account_status', 'disable_reason'].map((field) =>
    numberOf(row[field]),
  )
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(spendCap === undefined ? {} : { spendCap }),
    ...(status === undefined ? {} : { status }),
    ...(disableReason === undefined ? {} : { disableReason }),
  }
}
