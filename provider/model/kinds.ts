import { KINDS } from './kinds/index.ts'
import type { KindFacts } from './kinds/kind-facts.ts'

/** A kind of asset, by its key. */
export type AssetKind = (typeof KINDS)[number]['key']

/** All kinds, in the order in which people read them. */
export const ASSET_KINDS: readonly AssetKind[] = KINDS.map(({ key }) => key)

const FACTS = new Map<AssetKind, KindFacts<AssetKind>>(KINDS.map((facts) => [facts.key, facts]))

/** The facts of a kind. */
export function factsOf(kind: AssetKind): KindFacts<AssetKind> {
  return FACTS.get(kind) as KindFacts<AssetKind>
}

/** The kind with its article: "an ad account". */
export function oneOfKind(kind: AssetKind): string {
  const { article, title } = factsOf(kind)
  return `${article} ${title}`
}
