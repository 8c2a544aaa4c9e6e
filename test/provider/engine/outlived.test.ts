import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { endProcesses, startMarked, until, watchdogOf, type MarkedProcess } from '../../support/marked.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

/** Within this time nothing of a dead run is left, also on a busy machine: its engine has three seconds for its state. */
const GONE_WITHIN_MS = 15_000

/** Meta takes three writes and throttles all others. */
const THROTTLED: FaultInput[] = [
  { match: { method: 'POST', path: '/assigned_users$' }, after: 3, outcome: { error: { code: 80004 } } },
]

const WHO = {
  command: /command-alone/,
  engine: /bin\/pulumi up/,
  // The engine starts a shell, that asks Node for the path of its program, and then starts it.
  'analyzer being started': /^\/bin\/sh .*pulumi-analyzer-policy-nodejs/,
  'provider being started': /^\/bin\/sh .*pulumi-resource-pulumi-nodejs/,
  'provider before its first call': /^node .*cmd\/dynamic-provider/,
} as const

type Killed = 'command' | 'engine' | 'watchdog'

describe.skipIf(process.platform !== 'linux')('a run that is killed (found by /proc)', () => {
  test.each<[string, keyof typeof WHO, readonly Killed[]]>([
    ['command', 'analyzer being started', ['command']],
    ['command', 'provider being started', ['command']],
    ['engine', 'provider being started', ['engine']],
    // Then nobody is left to end it: it ends itself.
    ['command and watchdog', 'provider being started', ['command', 'watchdog']],
    ['command and engine', 'provider before its first call', ['command', 'engine']],
  ])(
    'leaves no process and writes nothing: the %s, at the %s',
    { timeout: 120_000 },
    async (_, moment, killed) => {
      await using place = await makeWorkplace()
      const run = startMarked(
        place,
        WHO[moment].source.includes('analyzer') ? 'pack' : 'no-pack',
        'apply',
        'acme',
      )
      try {
        let seen: MarkedProcess[] = []
        await until(() => (seen = run.processes()).some(({ commandLine }) => WHO[moment].test(commandLine)))
        const watchdogs = watchdogOf(run)
        for (const who of killed) {
          const victims =
            who === 'watchdog' ? watchdogs : seen.filter(({ commandLine }) => WHO[who].test(commandLine))
          expect(victims).not.toEqual([])
          for (const { pid } of victims) process.kill(pid, 'SIGKILL')
        }
        await until(() => run.processes().length === 0, GONE_WITHIN_MS)
        expect(place.emulator.requests.counts().writes).toBe(0)
      } finally {
        endProcesses(run.processes)
      }
    },
  )

  test.each([
    ['while Meta throttles', THROTTLED],
    ['in the middle of its writes', []],
  ] as const)(
    'ends with its engine and its providers %s, and no write follows',
    { timeout: 120_000 },
    async (_, faults) => {
      await using place = await makeWorkplace({ latencyMs: 60, faults: [...faults] })
      const run = startMarked(place, 'no-pack', 'apply', 'acme')
      try {
        await until(() => place.emulator.requests.counts().writes >= 5)
        expect(run.processes().length).toBeGreaterThan(2)
        run.child.kill('SIGKILL')
        // What was on its way when the process died has arrived by then.
        await sleep(200)
        const { writes } = place.emulator.requests.counts()
        await until(() => run.processes().length === 0, GONE_WITHIN_MS)
        expect(place.emulator.requests.counts().writes).toBe(writes)
      } finally {
        endProcesses(run.processes)
      }
    },
  )
})

test('apply sends no write once its lock is gone, and says so', { timeout: 120_000 }, async () => {
  await using place = await makeWorkplace({ faults: THROTTLED })
  const applied = place.json('apply', 'acme')
  await until(() => place.emulator.requests.counts().writes > 3)
  await rm(join(place.root, '.state/.pulumi/locks'), { recursive: true })
  const { writes } = place.emulator.requests.counts()
  const result = await applied
  expect([result.exit, codes(result)]).toEqual([1, expect.arrayContaining(['RUN_OVER'])])
  // Writes that had asked before are on their way: one a resource, and the engine works on eight at once.
  expect(place.emulator.requests.counts().writes).toBeLessThanOrEqual(writes + 8)
})
