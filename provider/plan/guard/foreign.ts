import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { domainOf, isPerson } from '../../model/principal.ts'
import { titleOf } from '../titles.ts'
import { peopleChanges } from './after.ts'
import type { GuardInput } from './guard-input.ts'

/**
 * Other agencies are not ours to change, nor people of other domains who are not in our Business; a plan that does is a
 * bug, so nothing overrides it.
 */
export function onlyOursIsTouched(plan: GuardInput): Finding[] {
  return plan.changes.flatMap(({ subject, asset, at }) => {
    const foreign =
      'partner' in subject
        ? subject.partner !== plan.agencyBusiness
        : isPerson(subject.principal) &&
          !plan.domains.includes(domainOf(subject.principal)) &&
          !plan.members.has(subject.principal)
    if (!foreign) return []
    const who = 'partner' in subject ? subject.partner : subject.principal
    return [finding('GUARD_FOREIGN', { who, asset: titleOf(asset) }, at)]
  })
}

/** The holder of our own token is never changed: the run would cut off the branch it sits on. */
export function ourTokenKeepsItsAccess(plan: GuardInput): Finding[] {
  return peopleChanges(plan)
    .filter(({ principal }) => principal === plan.self)
    .map(({ change, principal }) => {
      return finding('GUARD_SELF', { who: principal, asset: titleOf(change.asset) }, change.at)
    })
}

/** Access to a client's asset goes to members of our Business; an invitation that is open is not one yet. */
export function grantsGoToMembers(plan: GuardInput): Finding[] {
  return peopleChanges(plan)
    .filter(({ change, principal }) => {
      return change.asset.kind !== 'business' && change.after !== undefined && !plan.members.has(principal)
    })
    .map(({ change, principal }) => {
      return finding('GUARD_NOT_MEMBER', { who: principal, asset: titleOf(change.asset) }, change.at)
    })
}
