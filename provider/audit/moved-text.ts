import type { AssetMoved } from './entry.ts'

/** A move in words: where the earlier entries are, or the later ones. */
export function movedText(one: AssetMoved): string {
  return 'from' in one
    ? `${one.asset} came from "${one.from}", with everybody's access as it was`
    : `${one.asset} went to "${one.to}", with everybody's access as it was`
}
