import type { Agency, Principal } from './model.ts'

/** Whether a principal is a person (an e-mail) and not a system user (a name). */
export function isPerson(principal: Principal): boolean {
  return principal.includes('@')
}

/** The domain of an e-mail address; empty for a system user. */
export function domainOf(principal: Principal): string {
  return principal.split('@')[1] ?? ''
}

/** All people and system users in agency.yaml. Nobody else gets access. */
export function listedIn({ people, systemUsers }: Agency): ReadonlySet<Principal> {
  return new Set([...people.map(({ email }) => email), ...systemUsers.map(({ name }) => name)])
}
