import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { titleOf } from '../titles.ts'
import { givesControl, peopleAfter, peopleChanges } from './after.ts'
import type { GuardInput, Standing } from './guard-input.ts'
import { LIMITS, passes, type Overrides } from './limits.ts'

/**
 * Our Business keeps an admin, or nobody could be added again. There is no override: Meta refuses it too (3914). Only
 * admins of now count: an invitation may never be accepted, and a raise in the same plan may be refused.
 */
export function adminsStay(plan: GuardInput): Finding[] {
  const own = plan.standings.filter(({ asset }) => asset.kind === 'business')
  const before = own.some(({ people }) => Object.values(people).some(givesControl))
  const after = own.some((standing) =>
    [...peopleAfter(plan, standing)].some(
      ([principal, tasks]) => givesControl(tasks) && givesControl(standing.people[principal] ?? []),
    ),
  )
  return before && !after ? [finding('GUARD_LAST_ADMIN', { stack: plan.stack })] : []
}

/**
 * An asset that stays in the files keeps one of our people, or nobody would notice what happens there. Leavers do not
 * count.
 */
export function assetsKeepSomebody(plan: GuardInput, { emptied }: Overrides): Finding[] {
  const { leavers } = plan.announced
  const empty = assetsOf(plan).filter(
    (standing) =>
      !standing.dropped &&
      peopleOf(standing).some((principal) => !leavers.has(principal)) &&
      peopleAfter(plan, standing).size === 0,
  )
  if (passes(empty.length, LIMITS.emptied, emptied)) return []
  const asset = empty[0] === undefined ? '' : titleOf(empty[0].asset)
  return [finding('GUARD_EMPTIED', { stack: plan.stack, count: empty.length, limit: LIMITS.emptied, asset })]
}

/** A team of whom nobody stays loses all knowledge of the client; more often one file was copied over another. */
export function teamsAreNotReplaced(plan: GuardInput, { replaced }: Overrides): Finding[] {
  const before = new Set(assetsOf(plan).flatMap(peopleOf))
  const after = new Set(assetsOf(plan).flatMap((standing) => [...peopleAfter(plan, standing).keys()]))
  const granted = peopleChanges(plan).some(({ change }) => change.verb === 'grant')
  const stays = [...before].some((principal) => after.has(principal))
  if (before.size === 0 || stays || !granted || passes(before.size, LIMITS.replaced, replaced)) return []
  return [finding('GUARD_TEAM_REPLACED', { stack: plan.stack, count: before.size, limit: LIMITS.replaced })]
}

function assetsOf({ standings }: GuardInput): Standing[] {
  return standings.filter(({ asset }) => asset.kind !== 'business')
}

function peopleOf({ people }: Standing): string[] {
  return Object.keys(people)
}
