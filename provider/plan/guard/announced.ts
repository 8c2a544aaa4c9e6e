import type { Agency, Principal } from '../../model/model.ts'
import { listedIn } from '../../model/principal.ts'
import type { Change } from '../change.ts'
import { LIMITS } from './limits.ts'

/**
 * Removals that the files announce, so that they need no override: all of an offboarded client, and those of people who
 * left agency.yaml.
 */
export type Announced = { readonly everything: boolean; readonly leavers: ReadonlySet<Principal> }

export const NOTHING_ANNOUNCED: Announced = { everything: false, leavers: new Set() }

/** Whether the files announce this removal. */
export function isAnnounced({ everything, leavers }: Announced, { verb, subject }: Change): boolean {
  if (verb !== 'revoke') return false
  return everything || ('principal' in subject && leavers.has(subject.principal))
}

/**
 * The leavers of one run: people who lose access and are not in agency.yaml any more. More than the limit at once look
 * like a truncated file, and then none counts as announced.
 */
export function leaversIn(changes: readonly Change[], agency: Agency): ReadonlySet<Principal> {
  const listed = listedIn(agency)
  const leavers = changes.flatMap(({ verb, subject }) =>
    verb === 'revoke' && 'principal' in subject && !listed.has(subject.principal) ? [subject.principal] : [],
  )
  const all = new Set(leavers)
  return all.size > LIMITS.leavers ? new Set() : all
}
