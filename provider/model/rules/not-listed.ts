import leven from 'leven'
import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import type { Model, Principal } from '../model.ts'
import { domainOf, isPerson, listedIn } from '../principal.ts'

/**
 * What it means that a client's file names somebody whom agency.yaml does not. One line removed there ends all access of
 * a leaver, so files that still name them only tell. A slip of the finger is an error, for it would take access away from
 * somebody who is there: a name one letter off, unless both stand side by side (`beside`).
 */
export function notListed(
  { agency }: Model,
  who: Principal,
  beside: ReadonlySet<Principal>,
  at: Address,
): Finding {
  if (isPerson(who) && !agency.domains.includes(domainOf(who)))
    return finding('DOMAIN_FOREIGN', { who, domains: listed(agency.domains) }, at)
  const candidates = [...listedIn(agency)].filter((one) => isPerson(one) === isPerson(who))
  const meant = candidates.find((one) => isSlip(nameOf(who), nameOf(one)) && !beside.has(one))
  return meant === undefined
    ? finding('PERSON_LEFT', { who }, at)
    : finding('PERSON_UNKNOWN', { who, nearest: `"${meant}"` }, at)
}

/** Colleagues share a domain, so only what stands before it tells them apart. */
function nameOf(principal: Principal): string {
  return principal.split('@')[0] ?? principal
}

/** At most one letter too many, missing or wrong, or two that changed places. */
function isSlip(a: string, b: string): boolean {
  const distance = leven(a, b, { maxDistance: 3 })
  return distance <= 1 || (distance === 2 && lettersOf(a) === lettersOf(b))
}

function lettersOf(name: string): string {
  return name.split('').sort().join('')
}
