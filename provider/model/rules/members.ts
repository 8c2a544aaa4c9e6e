import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed } from '../../findings/phrases.ts'
import type { Client, Member, Model, Principal } from '../model.ts'
import type { Moment } from '../moment.ts'
import { placeOf } from '../place.ts'
import { hasEnded } from './dates.ts'
import { notListed } from './not-listed.ts'

/** The functions in a client's team are those of functions.yaml. */
export function teamFunctionsAreKnown(model: Model): Finding[] {
  const known = listed([...model.functions.keys()])
  return model.clients.flatMap(({ functions }) =>
    functions
      .filter(({ name }) => !model.functions.has(name))
      .map(({ name, at }) => finding('FUNCTION_UNKNOWN', { function: name, known }, at)),
  )
}

/**
 * Team, exceptions and owner of a client are principals of agency.yaml, and agency.yaml gives each member their
 * function too. A client who left is not checked.
 */
export function membersAreKnownAndInTheirFunction(model: Model, today: Moment): Finding[] {
  const { people, systemUsers } = model.agency
  const functionsOf = new Map<Principal, readonly string[]>([
    ...people.map(({ email, functions }) => [email, functions] as const),
    ...systemUsers.map(({ name, functions }) => [name, functions] as const),
  ])
  const clients = model.clients.filter((client) => !hasEnded(client, today))
  return clients.flatMap((client) => [
    ...client.team.flatMap(({ principal, function: name, at }) => {
      const functions = functionsOf.get(principal)
      if (functions === undefined) return [notListed(model, principal, at)]
      if (functions.includes(name) || !model.functions.has(name)) return []
      return [
        finding(
          'PERSON_NOT_IN_FUNCTION',
          { who: principal, function: name, functions: listed(functions) },
          at,
        ),
      ]
    }),
    ...[...client.exceptions, ...client.policyExceptions]
      .filter(({ principal }) => !functionsOf.has(principal))
      .map((exception) => notListed(model, exception.principal, placeOf(exception, 'who'))),
    ...(client.owner === undefined || functionsOf.has(client.owner)
      ? []
      : [notListed(model, client.owner, placeOf(client, 'owner'))]),
  ])
}

/** Nobody is listed twice under a function for the same asset: a reader would miss one of the entries. */
export function membersAreListedOnce(model: Model): Finding[] {
  return model.clients.flatMap((client) => {
    const seen = new Set<string>()
    return client.team.flatMap((member) => {
      const keys = scopeOf(client, member).map((asset) => ({
        asset,
        key: JSON.stringify([member.function, member.principal, asset]),
      }))
      const twice = keys.find(({ key }) => seen.has(key))
      for (const { key } of keys) seen.add(key)
      if (twice === undefined) return []
      const args = { who: member.principal, function: member.function, asset: twice.asset }
      return [finding('MEMBER_DUPLICATE', args, member.at)]
    })
  })
}

function scopeOf(client: Client, { only }: Member): readonly string[] {
  return only ?? client.assets.map(({ id }) => id)
}
