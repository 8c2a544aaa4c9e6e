import {
  CLOSED,
  enter,
  leave,
  type BreakerRequest,
  type BreakerState,
  type BreakerEntry,
  type Outcome,
  type Pass,
} from './breaker.ts'
import { DEFAULT_RETRY, type RetryPolicy } from './retry.ts'

/** What a request gets: it may be sent, or is not. */
export type Entered = Exclude<BreakerEntry, { readonly wait: unknown }>

/** One circuit breaker, here or in the process that holds it. */
export type Breaker = {
  readonly enter: (asked: BreakerRequest) => Promise<Entered>
  /** Each pass is given back, once. */
  readonly leave: (pass: Pass, outcome: Outcome) => void
}

type WaitingRequest = { readonly asked: BreakerRequest; readonly tell: (entered: Entered) => void }

export type BreakerClock = {
  readonly now: () => number
  readonly at: (moment: number, run: () => void) => void
}

const CLOCK: BreakerClock = {
  now: Date.now,
  at: (moment, run) => void setTimeout(run, Math.max(0, moment - Date.now())),
}

/** The breaker of a token in this process: requests wait in the order in which they came. */
export function breakerQueue(policy: RetryPolicy = DEFAULT_RETRY, clock: BreakerClock = CLOCK): Breaker {
  let state: BreakerState = CLOSED
  let waiting: WaitingRequest[] = []
  let alarm = Number.POSITIVE_INFINITY

  const next = (): void => {
    const due = waiting
    waiting = []
    const moments: number[] = []
    for (const one of due) {
      const { state: after, entry } = enter(state, one.asked, clock.now())
      state = after
      if (!('wait' in entry)) {
        one.tell(entry)
        continue
      }
      waiting.push(one)
      if (entry.wait !== 'probe') moments.push(entry.wait)
    }
    const first = Math.min(...moments)
    if (first >= alarm) return
    alarm = first
    clock.at(first, () => {
      alarm = Number.POSITIVE_INFINITY
      next()
    })
  }

  return {
    enter: (asked) =>
      new Promise((tell) => {
        waiting.push({ asked, tell })
        next()
      }),
    leave: (pass, outcome) => {
      state = leave(state, pass, outcome, clock.now(), policy)
      next()
    },
  }
}
