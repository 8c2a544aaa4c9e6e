import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import type { Model, Principal } from '../model.ts'
import { nearestPrincipal } from '../nearest-principal.ts'
import { domainOf, isPerson } from '../principal.ts'

/**
 * What it means that a client's file names somebody whom agency.yaml does not. Whoever an earlier agency.yaml listed has
 * left: one line removed there ends all their access, so files that still name them only tell. Anybody else is a slip of
 * the finger or a stranger, which is an error.
 */
export function notListed({ agency }: Model, who: Principal, at: Address): Finding {
  const { domains, people, systemUsers, former } = agency
  if (former.has(who)) return finding('PERSON_LEFT', { who }, at)
  if (isPerson(who) && !domains.includes(domainOf(who)))
    return finding('DOMAIN_FOREIGN', { who, domains: listed(domains) }, at)
  const known = isPerson(who) ? people.map(({ email }) => email) : systemUsers.map(({ name }) => name)
  const nearest = nearestPrincipal(who, known)
  return finding(
    'PERSON_UNKNOWN',
    { who, nearest: nearest === undefined ? `one of ${listed(known)}` : `"${nearest}"` },
    at,
  )
}
