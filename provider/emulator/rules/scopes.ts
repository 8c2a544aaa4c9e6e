import type { Caller } from '../protocol/caller.ts'
import type { ScopeRule } from '../protocol/edge.ts'
import { GraphFailure } from '../protocol/failure.ts'
import { FAILURES } from '../protocol/failures.ts'

type ScopeNeed = { readonly anyOf: readonly string[]; readonly refusal: () => GraphFailure }

/** What satisfies each permission, and the error without. Source: graph-api 4.7 (FACT), errors 4.3 (LIVE-CLAIM), 1.4 for Pages (FACT). */
const RULES: Readonly<Record<ScopeRule, ScopeNeed>> = {
  business: {
    anyOf: ['business_management'],
    refusal: () => FAILURES.needsPermission('business_management'),
  },
  ads_read: { anyOf: ['ads_read', 'ads_management'], refusal: FAILURES.adAccountPermission },
  ads_write: { anyOf: ['ads_management'], refusal: FAILURES.adsManagement },
  page_metadata: {
    anyOf: ['pages_manage_metadata'],
    refusal: () =>
      new GraphFailure({
        code: 10,
        message: "(#10) This endpoint requires the 'pages_manage_metadata' permission.",
      }),
  },
  catalog: {
    anyOf: ['catalog_management', 'ads_management'],
    refusal: () => FAILURES.needsPermission('catalog_management'),
  },
}

/** Throws the error of the first permission that the token lacks. */
export function requireScopes(caller: Caller, rules: readonly ScopeRule[]): void {
  for (const rule of rules) {
    const { anyOf, refusal } = RULES[rule]
    if (!anyOf.some((scope) => caller.scopes.has(scope))) throw refusal()
  }
}
