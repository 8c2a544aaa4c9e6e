import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import type { Model, Person, SystemUser } from '../model.ts'
import { placeOf } from '../place.ts'
import { domainOf } from '../principal.ts'

/** agency.yaml lists each person once, with an address of our domains, known functions and a role that these offer. */
export function peopleAreOurs(model: Model): Finding[] {
  const { people, systemUsers } = model.agency
  return [
    ...listedTwice(people.map((person) => ({ who: person.email, at: placeOf(person, 'email') }))),
    ...listedTwice(systemUsers.map((user) => ({ who: user.name, at: placeOf(user, 'name') }))),
    ...people.flatMap((person) => [...domainFindings(model, person), ...functionFindings(model, person)]),
    ...[...people, ...systemUsers].flatMap((one) => unknownFunctions(model, one)),
    ...people.flatMap((person) => roleFindings(model, person)),
  ]
}

function listedTwice(names: readonly { readonly who: string; readonly at: Person['at'] }[]): Finding[] {
  const seen = new Set<string>()
  return names.flatMap(({ who, at }) => {
    if (seen.has(who)) return [finding('PERSON_DUPLICATE', { who }, at)]
    seen.add(who)
    return []
  })
}

function domainFindings({ agency: { domains } }: Model, person: Person): Finding[] {
  if (domains.includes(domainOf(person.email))) return []
  return [
    finding('DOMAIN_FOREIGN', { who: person.email, domains: listed(domains) }, placeOf(person, 'email')),
  ]
}

/** An admin of our Business may have no function at a client. */
function functionFindings(model: Model, { email, functions, businessRole, at }: Person): Finding[] {
  if (functions.length > 0 || businessRole === 'admin') return []
  return [finding('PERSON_WITHOUT_FUNCTION', { who: email, known: listed([...model.functions.keys()]) }, at)]
}

function unknownFunctions(model: Model, one: Person | SystemUser): Finding[] {
  const known = listed([...model.functions.keys()])
  return one.functions.flatMap((name, index) =>
    model.functions.has(name)
      ? []
      : [finding('FUNCTION_UNKNOWN', { function: name, known }, placeOf(one, `functions.${index}`))],
  )
}

/** No function gives the role "admin". Somebody has to hold the Business, so naming them in agency.yaml decides it. */
function roleFindings(model: Model, person: Person): Finding[] {
  const offered = person.functions.flatMap((name) => {
    const one = model.functions.get(name)
    return one === undefined ? [] : [one.businessRole, ...one.businessRoleOptions]
  })
  const { email, businessRole: role } = person
  if (role === 'admin' || offered.length === 0 || offered.includes(role)) return []
  const known = listed([...new Set(offered)])
  return [finding('ROLE_NOT_OFFERED', { who: email, role, known }, placeOf(person, 'business_role'))]
}
