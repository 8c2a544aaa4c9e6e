import type { Change } from './change.ts'
import { givesControl } from './guard/after.ts'

/**
 * Whether a reviewer must see the change itself: it takes access away, changes what somebody has, or gives control.
 * What is left are plain grants, which a long list may count instead.
 */
export function isWeighty({ verb, after }: Change): boolean {
  return verb !== 'grant' || givesControl(after?.tasks ?? [])
}
