import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BreakerRequest, Outcome } from '../../../provider/graph/breaker.ts'
import { breakerQueue, type Entered } from '../../../provider/graph/breaker-queue.ts'
import { A, POLICY, said } from './breaker-support.ts'

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
