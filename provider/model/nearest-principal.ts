import { nearestOf } from '../findings/phrases.ts'
import type { Principal } from './model.ts'

/** The principal that a typing mistake probably meant. Only what is before the domain tells colleagues apart. */
export function nearestPrincipal(who: string, known: readonly Principal[]): Principal | undefined {
  const nearest = nearestOf(nameIn(who), known.map(nameIn))
  return known.find((principal) => nameIn(principal) === nearest)
}

function nameIn(principal: Principal): string {
  return principal.split('@')[0] ?? principal
}
