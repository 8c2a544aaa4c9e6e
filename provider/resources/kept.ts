import type { ObservedAsset } from '../model/observed.ts'

type Present = Extract<ObservedAsset, { readonly state: 'present' }>

/**
 * An asset's last read as the engine's state holds it. People are `assignments` there, as in existing states: another
 * name would make every stack differ.
 */
export type KeptAsset =
  | Exclude<ObservedAsset, Present>
  | (Omit<Present, 'people' | 'identity' | 'account'> & { readonly assignments: Present['people'] })

/** The state's record of a read. */
export function keptFrom(seen: ObservedAsset): KeptAsset {
  if (seen.state === 'unknown') return seen
  if (seen.state === 'absent') return { state: seen.state, kind: seen.kind, partner: seen.partner }
  const { state, kind, partner, people, writable } = seen
  return { state, kind, partner, assignments: people, writable }
}
