import { EXIT } from './exit.ts'
import type { StopRequest } from './stop.ts'

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const

const STOPPING =
  'Stopping: what has begun is finished, and nothing else is begun. Press Ctrl-C again to end at once'
const ENDED = 'Ended midway: the next run takes up what had begun'
const STOPPED = 'Stopped: nothing was being written'

/** What of a process is used here. */
type Signalled = {
  readonly on: (signal: keyof typeof CODES, listener: () => void) => unknown
  readonly exit: (code: number) => void
}

/**
 * Stops a command at Ctrl-C and SIGTERM. While something is written the first signal only asks; the exit code of the
 * signal is then the reason of `signal`. At any other time, and at the second signal, the process ends.
 */
export function stopOnSignals(tell: (text: string) => void, from: Signalled = process): StopRequest {
  const asked = new AbortController()
  let works = 0
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    from.on(name, () => {
      if (works > 0 && !asked.signal.aborted) {
        tell(STOPPING)
        asked.abort(CODES[name])
        return
      }
      tell(works > 0 ? ENDED : STOPPED)
      from.exit(CODES[name])
    })
  return {
    signal: asked.signal,
    during: async (work) => {
      works += 1
      try {
        return await work()
      } finally {
        works -= 1
      }
    },
  }
}
