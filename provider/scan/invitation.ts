import type { ObservedMember } from '../model/observed.ts'

/**
 * When an invitation ended; undefined for one that is open and for somebody who is in. Source: graph-api 2.2 (FACT, the
 * fields of BusinessRoleRequest); that a status is called EXPIRED is INFERENCE, so the date counts as well.
 */
export function invitationEnd({ pending, invitation }: ObservedMember, now: Date): string | undefined {
  if (!pending || invitation === undefined) return undefined
  const { status, ends } = invitation
  const isOver = status === 'EXPIRED' || (ends !== undefined && Date.parse(ends) <= now.getTime())
  return isOver ? (ends?.slice(0, 10) ?? 'the date is unknown') : undefined
}
