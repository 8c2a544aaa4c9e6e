import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import type { Model, Principal } from '../model.ts'
import { nearestPrincipal } from '../nearest-principal.ts'
import { domainOf, isPerson } from '../principal.ts'

/**
 * The finding for a principal in a client's file whom agency.yaml does not list. A principal of an earlier agency.yaml
 * has left: removing that one line ends all their access, so a file that still names them is no error. Anybody else is
 * a typing mistake or a stranger, and an error.
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
