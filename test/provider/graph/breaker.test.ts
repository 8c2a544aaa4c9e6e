import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CLOSED,
  enter,
  leave,
  type BreakerRequest,
  type BreakerState,
  type Outcome,
  type Pass,
  type Stop,
} from '../../../provider/graph/breaker.ts'
import { breakerQueue, type Entered } from '../../../provider/graph/breaker-queue.ts'
import { DEFAULT_RETRY } from '../../../provider/graph/retry.ts'

const POLICY = { ...DEFAULT_RETRY, random: () => 0 }
const A: BreakerRequest = { lane: 'write', node: 'act_1', edge: 'assigned_users' }
const B: BreakerRequest = { lane: 'write', node: 'act_2', edge: 'assigned_users' }
const READ: BreakerRequest = { lane: 'read', node: 'act_1', edge: '' }

function said(code: number, waitMinutes?: number): { refused: Stop } {
  const kind = code === 368 ? 'blocked' : 'throttled'
  return {
    refused: {
      kind,
      code,
      subcode: undefined,
      message: '',
      ...(waitMinutes === undefined ? {} : { waitMinutes }),
    },
  }
}

/** Lets a request through, which must be possible. */
function passed(
  state: BreakerState,
  asked: BreakerRequest,
  now: number,
): { state: BreakerState; pass: Pass } {
  const entered = enter(state, asked, now)
  if (!('go' in entered.entry)) throw new Error(JSON.stringify(entered.entry))
  return { state: entered.state, pass: entered.entry.go }
}

/** One request after the other, each as soon as it may be sent; ends when one may not be. */
function inTurn(outcomes: readonly (readonly [BreakerRequest, Outcome])[]): {
  state: BreakerState
  waits: number[]
} {
  let [state, now] = [CLOSED, 0]
  const waits: number[] = []
  for (const [asked, outcome] of outcomes) {
    const first = enter(state, asked, now).entry
    const until = 'wait' in first && first.wait !== 'probe' ? first.wait : now
    waits.push(until - now)
    now = until
    const { state: after, pass } = passed(state, asked, now)
    state = leave(after, pass, outcome, now, POLICY)
  }
  return { state, waits }
}

describe('the circuit breaker of a token', () => {
  test('lets everything through for as long as Meta answers', () => {
    const { state } = inTurn([
      [A, 'answered'],
      [READ, 'lost'],
      [B, 'answered'],
    ])
    expect(enter(state, A, 0).entry).toMatchObject({ go: { probe: false } })
  })

  test('lets nothing through after a block, whatever it is about', () => {
    const { state } = inTurn([[A, said(368)]])
    for (const asked of [A, B, READ])
      expect(enter(state, asked, 1e12).entry).toEqual({ stop: said(368).refused })
  })

  test('is stopped by a block although that answers a request of before, and by no answer that follows', () => {
    const first = passed(CLOSED, A, 0)
    const second = passed(first.state, B, 0)
    const limited = leave(second.state, second.pass, said(17), 0, POLICY)
    const blocked = leave(limited, first.pass, said(368), 0, POLICY)
    const { pass } = passed(CLOSED, READ, 0)
    expect(enter(leave(blocked, pass, 'answered', 0, POLICY), A, 1e12).entry).toHaveProperty('stop')
  })

  test('after throttling lets one request try while all others wait for its answer', () => {
    const { state } = inTurn([[A, said(17)]])
    expect(enter(state, B, 399).entry).toEqual({ wait: 400 })
    const probe = passed(state, B, 400)
    expect(enter(probe.state, A, 10_000).entry).toEqual({ wait: 'probe' })
    const free = leave(probe.state, probe.pass, 'answered', 10_000, POLICY)
    expect(enter(free, A, 10_000).entry).toMatchObject({ go: { probe: false } })
  })

  test('lets another request try when the answer to the first one is lost', () => {
    const { state } = inTurn([[A, said(17)]])
    const probe = passed(state, B, 400)
    const lost = leave(probe.state, probe.pass, 'lost', 400, POLICY)
    expect(enter(lost, A, 400).entry).toMatchObject({ go: { probe: true } })
  })

  test('does not count the answers to requests that were on their way', () => {
    const passes: Pass[] = []
    let state = CLOSED
    for (let sent = 0; sent < 8; sent += 1) {
      const one = passed(state, A, 0)
      state = one.state
      passes.push(one.pass)
    }
    for (const pass of passes) state = leave(state, pass, said(17), 0, POLICY)
    expect(enter(state, A, 0).entry).toEqual({ wait: 400 })
    const [old] = passes
    if (old !== undefined) state = leave(state, old, 'answered', 0, POLICY)
    expect(enter(state, A, 0).entry).toEqual({ wait: 400 })
  })

  test('waits longer each time, and gives up after as many answers as one request would get', () => {
    const four = [A, B, A, B].map((asked) => [asked, said(4)] as const)
    const { state, waits } = inTurn(four)
    expect(waits).toEqual([0, 400, 800, 1600])
    expect(enter(state, A, 1e12).entry).toEqual({ stop: said(4).refused })
    expect(enter(state, READ, 0).entry).toMatchObject({ go: { probe: false } })
  })

  test('waits as long as Meta asks for, and gives up at once when that is too long for a run', () => {
    expect(enter(inTurn([[A, said(17, 1)]]).state, B, 0).entry).toEqual({ wait: 60_000 })
    expect(enter(inTurn([[A, said(17, 2)]]).state, B, 0).entry).toEqual({ stop: said(17, 2).refused })
  })

  test.each([80_004, 32])('gives up one ad account or Page alone where %s is about it', (code) => {
    const { state } = inTurn([
      [A, said(code)],
      [B, 'answered'],
      [A, said(code)],
      [B, 'answered'],
      [A, said(code)],
      [A, said(code)],
    ])
    expect(enter(state, A, 1e12).entry).toHaveProperty('stop')
    expect(enter(state, { ...A, lane: 'read' }, 1e12).entry).toHaveProperty('go')
    expect(enter(state, B, 1e12).entry).toHaveProperty('go')
    const long = inTurn([[A, said(code, 30)]]).state
    expect(enter(long, A, 1e12).entry).toHaveProperty('stop')
    expect(enter(long, B, 0).entry).toHaveProperty('go')
  })

  test('gives up one call alone where 613 is about it', () => {
    const invite: BreakerRequest = { lane: 'write', node: '9001', edge: 'business_users' }
    const { state } = inTurn([1, 2, 3, 4].map(() => [invite, said(613)] as const))
    expect(enter(state, invite, 1e12).entry).toHaveProperty('stop')
    expect(enter(state, { ...invite, edge: 'system_users' }, 1e12).entry).toHaveProperty('go')
    expect(enter(state, A, 1e12).entry).toHaveProperty('go')
  })

  test('takes four throttled ad accounts in a row for the whole token', () => {
    const row = [1, 2, 3, 4].map((id) => [{ ...A, node: `act_${id}` }, said(80_004)] as const)
    expect(enter(inTurn(row).state, { ...A, node: 'act_5' }, 1e12).entry).toHaveProperty('stop')
  })
})

/** A clock that goes on only when all that is due was done. */
function simulatedClock() {
  let now = 0
  const due: { at: number; run: () => void }[] = []
  const at = (moment: number, run: () => void): void => void due.push({ at: moment, run })
  const run = async (): Promise<void> => {
    for (;;) {
      // Promises that are settled go on first.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
      due.sort((a, b) => a.at - b.at)
      const next = due.shift()
      if (next === undefined) return
      now = Math.max(now, next.at)
      next.run()
    }
  }
  return { now: () => now, at, run }
}

describe('breakerQueue', () => {
  const outcome = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Outcome>('answered') },
    { weight: 1, arbitrary: fc.constant<Outcome>('lost') },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Outcome>(
        said(17),
        said(17, 1),
        said(80_004),
        said(80_004, 90),
        said(4, 600),
      ),
    },
    { weight: 1, arbitrary: fc.constant<Outcome>(said(368)) },
  )
  const asked = fc.record<BreakerRequest>({
    lane: fc.constantFrom('read' as const, 'write' as const),
    node: fc.constantFrom('act_1', 'act_2', 'act_3', ''),
    edge: fc.constantFrom('agencies', 'assigned_users'),
  })
  const request = fc.record({ asked, outcome, takes: fc.nat(500), at: fc.nat(2000) })

  test('answers every request, sends none after a block, and never two at a time while it tries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
        const clock = simulatedClock()
        const queue = breakerQueue(POLICY, clock)
        const told: Entered[] = []
        let blocked = false
        const probes = { read: 0, write: 0 }
        const send = async (one: (typeof requests)[number]): Promise<void> => {
          const entered = await queue.enter(one.asked)
          told.push(entered)
          if (!('go' in entered)) return
          expect(blocked).toBe(false)
          const { lane } = one.asked
          if (entered.go.probe) probes[lane] += 1
          expect(probes[lane]).toBeLessThanOrEqual(1)
          clock.at(clock.now() + one.takes, () => {
            if (entered.go.probe) probes[lane] -= 1
            if (typeof one.outcome !== 'string' && one.outcome.refused.kind === 'blocked') blocked = true
            queue.leave(entered.go, one.outcome)
          })
        }
        for (const one of requests) clock.at(one.at, () => void send(one))
        await clock.run()
        expect(told).toHaveLength(requests.length)
      }),
    )
  })

  test.each([
    [17, 8 + 3],
    [80_004, 8 + 6],
  ])(
    'sends after %i at most what eight workers had on their way and %i requests in all',
    async (code, most) => {
      const clock = simulatedClock()
      const queue = breakerQueue(POLICY, clock)
      let sent = 0
      const worker = async (node: string): Promise<void> => {
        for (let change = 0; change < 10; change += 1) {
          const entered = await queue.enter({ ...A, node })
          if (!('go' in entered)) continue
          sent += 1
          await new Promise<void>((resolve) => clock.at(clock.now() + 50, resolve))
          queue.leave(entered.go, said(code))
        }
      }
      const all = Promise.all(['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => worker(`act_${id}`)))
      await clock.run()
      await all
      expect(sent).toBeLessThanOrEqual(most)
    },
  )
})
