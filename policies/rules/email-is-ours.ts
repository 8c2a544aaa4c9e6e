import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { listed } from '../../provider/findings/phrases.ts'
import type { Model, Principal } from '../../provider/model/model.ts'
import { domainOf, isPerson } from '../../provider/model/principal.ts'
import type { PolicyRule } from '../rule.ts'

export const emailIsOurs: PolicyRule = {
  id: 'email-is-ours',
  title: 'Everybody has an address of a domain that we verified',
  reason: 'A private address outlives the contract and is out of reach of our sign-in rules.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  asset: ({ model, access }) => access.people.flatMap(({ principal, at }) => foreign(model, principal, at)),
  member: ({ model, member: { principal, at } }) => foreign(model, principal, at),
}

function foreign({ agency: { domains } }: Model, principal: Principal, at: Finding['address']): Finding[] {
  if (!isPerson(principal) || domains.includes(domainOf(principal))) return []
  return [finding('email-is-ours', { who: principal, domains: listed(domains) }, at)]
}
