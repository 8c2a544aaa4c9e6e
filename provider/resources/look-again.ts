import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long to wait, in milliseconds, before each further look at what was written. Source: LIVE-CLAIM (graph-api 4.9): a
 * read may lag behind a write, so it is looked at a few times and never written again; how long it takes is in no source.
 */
const LATER_LOOKS = [250, 500, 1000, 2000]

/** Looks until what was written is shown, at most for a few seconds; answers the last look. */
export async function lookUntil<T>(look: () => Promise<T>, isShown: (seen: T) => boolean): Promise<T> {
  let seen = await look()
  for (const wait of LATER_LOOKS) {
    if (isShown(seen)) break
    await sleep(wait)
    seen = await look()
  }
  return seen
}
