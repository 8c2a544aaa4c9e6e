import type { PlainValue } from '../edit/edit.ts'
import { daysAfter } from '../model/days.ts'
import type { Principal } from '../model/model.ts'
import { REASON_PLACEHOLDER, TICKET_PLACEHOLDER } from '../model/placeholder.ts'
import type { Limits } from '../model/policy-limits.ts'
import type { Above } from './fit.ts'

/**
 * An exception for what is held above a function. Reason and ticket are for a person to write; it ends as late as the
 * policy lets such an exception last, so that importing takes nothing from anybody.
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
