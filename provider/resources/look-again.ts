import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Milliseconds before each further read after a write. Source: graph-api 4.9 (LIVE-CLAIM): a read may lag behind a
 * write, so it is repeated a few times and the write is not. No source says how long the lag lasts.
 */
const LATER_LOOKS = [250, 500, 1000, 2000]

/** Reads until everything shows, for at most a few seconds and while something may show late; returns the last read. */
export async function lookFor<T>(
  look: () => Promise<T>,
  isShown: (seen: T) => boolean,
  mayBeLate: (seen: T) => boolean,
): Promise<T> {
  let seen = await look()
  for (const wait of LATER_LOOKS) {
    if (isShown(seen) || !mayBeLate(seen)) break
    await sleep(wait)
    seen = await look()
  }
  return seen
}
