import type { PlainValue } from '../edit/edit.ts'
import { daysAfter } from '../model/days.ts'
import type { Principal } from '../model/model.ts'
import { REASON_PLACEHOLDER, TICKET_PLACEHOLDER } from '../model/placeholder.ts'
import type { Limits } from '../model/policy-limits.ts'
import type { Above } from './fit.ts'

/**
 * An exception for what somebody holds above a function. A person has to write reason and ticket. It ends on the last
 * day that the policy allows, so that an import takes nothing from anybody.
 */
export function exceptionEntry(
  principal: Principal,
  { asset, level }: Above,
  limits: Limits,
  today: string,
): PlainValue {
  const days = level === 'admin' ? limits.adminExceptionDays : limits.exceptionDays
  return {
    who: principal,
    asset,
    level,
    reason: REASON_PLACEHOLDER,
    ticket: TICKET_PLACEHOLDER,
    until: daysAfter(today, days),
  }
}
