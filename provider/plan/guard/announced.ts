import type { Agency, Principal } from '../../model/model.ts'
import { listedIn } from '../../model/principal.ts'
import type { Change } from '../change.ts'
import { LIMITS } from './limits.ts'

/**
 * Removals that the files announce in so many words, so that no number needs to be named for them: all of a client that
 * is offboarded, and those of people who left agency.yaml.
 */
export type Announced = { readonly everything: boolean; readonly leavers: ReadonlySet<Principal> }

export const NOTHING_ANNOUNCED: Announced = { everything: false, leavers: new Set() }

/** Whether a change only takes away what the files announce. */
export function isAnnounced({ everything, leavers }: Announced, { verb, subject }: Change): boolean {
  if (verb !== 'revoke') return false
  return everything || ('principal' in subject && leavers.has(subject.principal))
}

/**
 * Who leaves in one run: whoever loses something and is not in agency.yaml any more. More than the limit of them at once
 * look like half of a file gone, and are not announced at all.
 */
export function leaversIn(changes: readonly Change[], agency: Agency): ReadonlySet<Principal> {
  const listed = listedIn(agency)
  const leavers = changes.flatMap(({ verb, subject }) =>
    verb === 'revoke' && 'principal' in subject && !listed.has(subject.principal) ? [subject.principal] : [],
  )
  const all = new Set(leavers)
  return all.size > LIMITS.leavers ? new Set() : all
}
