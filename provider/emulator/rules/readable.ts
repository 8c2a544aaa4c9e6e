import type { GraphFailure } from '../protocol/failure.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import type { WorldAsset } from '../world/world.ts'
import { mayRead, standingOf } from './standing.ts'

/**
 * Throws for a caller who may not read an asset: `unreadable`, where the kind has it and the caller's Business has
 * access; otherwise as if the asset did not exist (INFERENCE).
 */
export function requireReadable(
  context: CallContext,
  asset: WorldAsset,
  unreadable?: () => GraphFailure,
): void {
  if (mayRead(context, asset)) return
  const known = standingOf(context, asset) !== 'none'
  throw known && unreadable !== undefined ? unreadable() : FAILURES.unsupported('GET', asset.id)
}
