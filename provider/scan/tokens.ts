import { DAY } from '../model/days.ts'
import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { TokenFacts } from '../graph/token-facts.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'

/**
 * Days before a token's end at which a scan warns, and at which it reports an error: a person has to make the next one.
 */
const TOKEN_WARNING_DAYS = 30
const TOKEN_ERROR_DAYS = 7

/** A token by the variable that holds it, and what Meta says of it. */
export type SeenToken = {
  /** Whose it is: a client by slug, or "agency". */
  readonly stack: string
  readonly variable: string
  readonly at: Address
  /** What it is for. */
  readonly kinds: readonly AssetKind[]
  readonly facts: TokenFacts | { readonly unknown: string }
}

/** Whether a token ends soon or lacks a permission. */
export function tokenFindings(
  { variable, at, kinds, facts }: Omit<SeenToken, 'stack'>,
  now: Date,
): Finding[] {
  if ('unknown' in facts) return [finding('SCAN_TOKEN_UNKNOWN', { variable, message: facts.unknown }, at)]
  const needed = new Set(['business_management', ...kinds.flatMap((kind) => factsOf(kind).permissions)])
  const lacking = [...needed].filter((scope) => !facts.scopes.includes(scope)).sort()
  return [
    ...endFindings(variable, facts.endsAt, at, now),
    ...(lacking.length === 0
      ? []
      : [finding('SCAN_TOKEN_PERMISSION', { variable, permissions: listed(lacking) }, at)]),
  ]
}

function endFindings(variable: string, endsAt: number | undefined, at: Address, now: Date): Finding[] {
  if (endsAt === undefined) return []
  const days = Math.max(0, Math.floor((endsAt - now.getTime()) / DAY))
  if (days >= TOKEN_WARNING_DAYS) return []
  const code = days < TOKEN_ERROR_DAYS ? 'SCAN_TOKEN_ENDS_SOON' : 'SCAN_TOKEN_ENDS'
  return [finding(code, { variable, days, ends: new Date(endsAt).toISOString().slice(0, 10) }, at)]
}
