import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { listed, nearestOf } from '../../findings/phrases.ts'
import type { Model, Principal } from '../model.ts'
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

/** Colleagues share a domain, so only what stands before it tells them apart. */
function nearestPrincipal(who: Principal, known: readonly Principal[]): Principal | undefined {
  const name = (principal: Principal): string => principal.split('@')[0] ?? principal
  const nearest = nearestOf(name(who), known.map(name))
  return known.find((principal) => name(principal) === nearest)
}
