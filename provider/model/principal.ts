import type { Principal } from './model.ts'

/** Whether a principal is a person (an e-mail) rather than a system user (a name). */
export function isPerson(principal: Principal): boolean {
  return principal.includes('@')
}

/** The domain of an e-mail address; empty for a system user. */
export function domainOf(principal: Principal): string {
  return principal.split('@')[1] ?? ''
}
