import { isPassing } from '../graph/error-kinds.ts'
import type { GraphError } from '../graph/graph-error.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'
import type { NotSeen, ObservedAsset } from '../model/observed.ts'

/** The reason of a failed read, without its request. */
export function notSeen({ kind, facts }: GraphError): NotSeen {
  return { kind, message: facts.message }
}

/** An asset that is unknown, because a read of it failed. */
export function unknownAsset(kind: AssetKind, reason: NotSeen): ObservedAsset {
  return { state: 'unknown', kind, reason }
}

/**
 * Whether a failed second look leaves the first answer in doubt. A refusal changes nothing. A look that could not be
 * made, because of a passing error or an expired token, might have shown something else.
 */
export function leavesOpen({ kind }: GraphError): boolean {
  return kind === 'token' || isPassing(kind)
}

/**
 * Whether an unread listing is skipped: Meta refuses it for a missing permission, the kind is optional, and no file
 * lists one. Any other reason, or a kind in use, is reported.
 */
export function isSkipped(kind: AssetKind, reason: NotSeen, listed: ReadonlySet<AssetKind>): boolean {
  return factsOf(kind).isOptional && !listed.has(kind) && reason.kind === 'permission'
}
