import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedPartner } from '../model/observed.ts'
import type { Change } from './change.ts'
import { satisfies } from './held.ts'

/** What a look showed of an asset; a part that could not be read is absent, and proves nothing. */
export type ShownAccess = {
  readonly partner?: ObservedPartner | undefined
  readonly people?: Readonly<Record<Principal, readonly string[]>> | undefined
}

/**
 * Whether a look shows that a change is made. A share that waits for somebody was asked for. Where a share does not show
 * its tasks, that it is there is all that can be seen.
 */
export function isShown(
  { subject, after }: Pick<Change, 'subject' | 'after'>,
  kind: AssetKind,
  { partner, people }: ShownAccess,
): boolean {
  if ('principal' in subject) {
    if (people === undefined) return false
    const held = people[subject.principal]
    return after === undefined ? held === undefined : held !== undefined && satisfies(kind, held, after.tasks)
  }
  if (partner === undefined) return false
  if (after === undefined) return partner.state === 'none'
  if (partner.state !== 'granted') return partner.state !== 'none'
  return partner.tasks === undefined || satisfies(kind, partner.tasks, after.tasks)
}
