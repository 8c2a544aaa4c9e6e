import type { PlainValue } from '../edit/edit.ts'
import { flowText } from '../edit/emit.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { Model, Principal, TeamFunction } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { domainOf, isPerson } from '../model/principal.ts'
import { bestFit, type Holding } from './fit.ts'
import { isSlug } from '../model/slug.ts'

/** Somebody who holds access at the client. */
export type Holder = {
  readonly principal: Principal
  readonly holdings: readonly Holding[]
  readonly member: ObservedMember | undefined
}

/** What is known of a holder: the functions they may have, and the entry that agency.yaml lacks. */
export type PlacedHolder = {
  /** Undefined when the file cannot name them. */
  readonly functions: readonly TeamFunction[] | undefined
  /** The entry that agency.yaml lacks. */
  readonly entry: { readonly key: 'people' | 'system_users'; readonly value: PlainValue } | undefined
  readonly findings: readonly Finding[]
}

/**
 * Whether agency.yaml lists a holder. A finding about somebody it lacks has the entry to add, with the function that
 * fits best what they hold here; `add` asks to write that entry, if the e-mail is of one of our domains.
 */
export function placeHolder(model: Model, holder: Holder, add: boolean): PlacedHolder {
  const { principal, member } = holder
  const { people, systemUsers, domains } = model.agency
  const known = [...people.map(({ email, functions }) => ({ name: email, functions })), ...systemUsers].find(
    ({ name }) => name === principal,
  )
  if (known !== undefined)
    return { functions: functionsNamed(model, known.functions), entry: undefined, findings: [] }
  const held = listed(holder.holdings.flatMap(({ id, levels }) => levels.map((level) => `${level} on ${id}`)))
  const nameless = member === undefined || principal.startsWith('#')
  if (nameless) return untold(finding('IMPORT_HOLDER_UNKNOWN', { who: principal, held }))
  const fit = bestFit(principal, holder.holdings, [...model.functions.values()]).function
  const functions = fit === undefined ? [] : [fit]
  const key = isPerson(principal) ? 'people' : 'system_users'
  const value = entryFor(member, principal, functions)
  const writable = isPerson(principal) ? domains.includes(domainOf(principal)) : isSlug(principal)
  const complete = functions.length > 0 || member.role === 'admin' || !isPerson(principal)
  if (add && writable && complete)
    return { functions: functionsNamed(model, functions), entry: { key, value }, findings: [] }
  return untold(finding('IMPORT_PERSON_UNKNOWN', { who: principal, held, line: flowText(value), key }))
}

function untold(found: Finding): PlacedHolder {
  return { functions: undefined, entry: undefined, findings: [found] }
}

function functionsNamed(model: Model, names: readonly string[]): TeamFunction[] {
  return names.flatMap((name) => model.functions.get(name) ?? [])
}

function entryFor(member: ObservedMember, principal: Principal, functions: readonly string[]): PlainValue {
  const own = functions.length === 0 ? {} : { functions }
  if (!isPerson(principal)) {
    return { name: principal, ...own, ...(member.role === 'admin' ? { role: 'admin' } : {}) }
  }
  return {
    email: principal,
    ...(member.name === '' ? {} : { name: member.name }),
    ...own,
    ...(member.role === 'admin' ? { business_role: 'admin' } : {}),
  }
}
