import { isPassing } from '../graph/error-kinds.ts'
import type { GraphError } from '../graph/graph-error.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { NotSeen, ObservedAsset } from '../model/observed.ts'

/** Why a read failed, without its request. */
export function notSeen({ kind, facts }: GraphError): NotSeen {
  return { kind, message: facts.message }
}

/** An asset of which nothing may be said, since a read of it failed. */
export function unknownAsset(kind: AssetKind, reason: NotSeen): ObservedAsset {
  return { state: 'unknown', kind, reason }
}

/**
 * Whether a second look that failed leaves the first answer open. One that Meta refuses changes nothing; one that could
 * not be made, for a trouble that passes or a token that ended, might have shown otherwise.
 */
export function leavesOpen({ kind }: GraphError): boolean {
  return kind === 'token' || isPassing(kind)
}
