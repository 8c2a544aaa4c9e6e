import type { Change } from './change.ts'
import { givesControl } from './guard/after.ts'

/**
 * Whether a reviewer must see the change itself: it revokes access, changes it, or gives control. The others are plain
 * grants, which a long list may only count.
 */
export function isNeverFolded({ verb, after }: Change): boolean {
  return verb !== 'grant' || givesControl(after?.tasks ?? [])
}
