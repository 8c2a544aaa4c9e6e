import { isDeepStrictEqual } from 'node:util'
import type { Principal } from '../model/model.ts'
import type { Change, Later } from '../plan/change.ts'
import type { AssetInputs, AssetState } from './inputs.ts'
import type { Look } from './observe.ts'

// What the state keeps of what the files asked for: the next runs by the clock take it for approved.

/** Whether both ask for the same people and share, whatever the reasons. */
export function sameWishes(olds: AssetInputs, news: AssetInputs): boolean {
  return isDeepStrictEqual(wishesOf(olds), wishesOf(news))
}

function wishesOf({ people, partner }: AssetInputs): unknown {
  return [
    partner?.tasks,
    Object.fromEntries(Object.entries(people).map(([principal, { tasks }]) => [principal, tasks])),
  ]
}

/**
 * What a run has made of the files' wishes: all of them, or, in a run that makes only a part of the plan, the earlier
 * ones with the changes that it is for. Else an end by the clock would make what nobody has approved look applied.
 */
export function madeWishes(
  inputs: AssetInputs,
  olds: AssetInputs | undefined,
  changes: readonly Change[],
  { isPart, isAsked }: Pick<Look, 'isPart' | 'isAsked'>,
): AssetInputs {
  if (!isPart) return inputs
  const asked = changes.filter(isAsked)
  const names = new Set(asked.flatMap(({ subject }) => ('principal' in subject ? [subject.principal] : [])))
  const isOurs = asked.some(({ subject }) => 'partner' in subject)
  const { partner: _partner, ...rest } = inputs
  const partner = isOurs ? inputs.partner : olds?.partner
  return {
    ...rest,
    ...(partner === undefined ? {} : { partner }),
    people: {
      ...only(olds?.people ?? {}, (principal) => !names.has(principal)),
      ...only(inputs.people, (principal) => names.has(principal)),
    },
  }
}

function only<T>(
  people: Readonly<Record<Principal, T>>,
  isMeant: (principal: Principal) => boolean,
): Record<Principal, T> {
  return Object.fromEntries(Object.entries(people).filter(([principal]) => isMeant(principal)))
}

/** Whose approved access the state names as waiting. */
export function laterIn({ later = [] }: Pick<AssetState, 'later'>): readonly Principal[] {
  return later
}

/**
 * Whose approved access waits now. A run that makes only a part of the plan adds nobody, for nobody approved the rest;
 * what could not be read forgets nobody who is wanted as before.
 */
export function waitingNow(
  { later, unknown }: { readonly later: readonly Later[]; readonly unknown: string | undefined },
  inputs: AssetInputs,
  olds: AssetState | undefined,
  { isPart }: Pick<Look, 'isPart'>,
): Principal[] {
  const before = laterIn(olds ?? {}).filter((who) =>
    isDeepStrictEqual(inputs.people[who]?.tasks, olds?.people[who]?.tasks),
  )
  const now = later.flatMap(({ subject }) => ('principal' in subject ? [subject.principal] : []))
  const seen = isPart ? now.filter((who) => before.includes(who)) : now
  return [...new Set(unknown === undefined ? seen : [...seen, ...before])].sort()
}
