import type { ObservedAsset } from '../model/observed.ts'

type Present = Extract<ObservedAsset, { readonly state: 'present' }>

/**
 * What was seen of an asset, as the engine's state holds it. The people are `assignments` there, as in the states of
 * stacks made before: another name would make every one of them differ.
 */
export type KeptAsset =
  Exclude<ObservedAsset, Present> | (Omit<Present, 'people'> & { readonly assignments: Present['people'] })

/** What the state is to hold of what was seen. */
export function keptFrom(seen: ObservedAsset): KeptAsset {
  if (seen.state !== 'present') return seen
  const { state, kind, partner, people, writable } = seen
  return { state, kind, partner, assignments: people, writable }
}
