import type { Caller } from '../protocol/caller.ts'
import type { ScopeNeed, ScopeRule } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'

/** Source: graph-api 4.7 (FACT); the errors are LIVE-CLAIM (graph-api 4.3). */
const RULES: Readonly<Record<ScopeRule, ScopeNeed>> = {
  business: {
    anyOf: ['business_management'],
    refusal: () => FAILURES.needsPermission('business_management'),
  },
  ads_read: { anyOf: ['ads_read', 'ads_management'], refusal: FAILURES.adAccountPermission },
  ads_write: { anyOf: ['ads_management'], refusal: FAILURES.adsManagement },
}

/** Throws the error of the first permission that the token lacks. */
export function requireScopes(caller: Caller, rules: readonly (ScopeRule | ScopeNeed)[]): void {
  for (const rule of rules) {
    const { anyOf, refusal } = typeof rule === 'string' ? RULES[rule] : rule
    if (!anyOf.some((scope) => caller.scopes.has(scope))) throw refusal()
  }
}
