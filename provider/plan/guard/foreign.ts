import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { domainOf, isPerson } from '../../model/principal.ts'
import { titleOf } from '../titles.ts'
import { peopleChanges } from './after.ts'
import type { GuardInput } from './guard-input.ts'

/**
 * We must not change other agencies, nor people of other domains who are not in our Business. A plan that does is a
 * bug, so nothing overrides this rule.
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

/** Never changes the holder of our own token: the run could lose its own access. */
export function ourTokenKeepsItsAccess(plan: GuardInput): Finding[] {
  return peopleChanges(plan)
    .filter(({ principal }) => principal === plan.self)
    .map(({ change, principal }) => {
      return finding('GUARD_SELF', { who: principal, asset: titleOf(change.asset) }, change.at)
    })
}

/** Access to a client's asset goes to members of our Business; an open invitation is no membership. */
export function grantsGoToMembers(plan: GuardInput): Finding[] {
  return peopleChanges(plan)
    .filter(({ change, principal }) => {
      return change.asset.kind !== 'business' && change.after !== undefined && !plan.members.has(principal)
    })
    .map(({ change, principal }) => {
      return finding('GUARD_NOT_MEMBER', { who: principal, asset: titleOf(change.asset) }, change.at)
    })
}
