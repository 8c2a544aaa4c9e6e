import type { GraphFailure } from '../protocol/failure.ts'
import { FAILURES } from '../protocol/failures.ts'
import type { CallContext } from '../protocol/node.ts'
import type { WorldAsset } from '../world/world.ts'
import { mayRead, standingOf } from './standing.ts'

/**
 * Throws what Meta says to whoever may not read an asset: as if it were not there (INFERENCE), but `unreadable`, if the
 * kind has such an error, where the caller's Business has access.
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
