import { describe, expect, test } from 'vitest'
import {
  CLOSED,
  enter,
  leave,
  type BreakerRequest,
  type BreakerState,
  type Outcome,
  type Pass,
} from '../../../provider/graph/breaker.ts'
import { A, B, POLICY, READ, said } from './breaker-support.ts'

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
