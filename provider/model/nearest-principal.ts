import { nearestOf } from '../findings/phrases.ts'
import type { Principal } from './model.ts'

/** Whom of these a slip of the finger meant. Colleagues share a domain, so only what stands before it tells them apart. */
export function nearestPrincipal(who: string, known: readonly Principal[]): Principal | undefined {
  const nearest = nearestOf(nameIn(who), known.map(nameIn))
  return known.find((principal) => nameIn(principal) === nearest)
}

function nameIn(principal: Principal): string {
  return principal.split('@')[0] ?? principal
}
