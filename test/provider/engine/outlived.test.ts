import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

/** Longer than the waits between the attempts of a throttled request together. */
const ALL_ATTEMPTS_MS = 7000
const MARK = 'METAGRANT_TEST_MARK'

/** Meta takes three writes and throttles all others. */
const THROTTLED: FaultInput[] = [
  { match: { method: 'POST', edge: 'assigned_users' }, after: 3, outcome: { error: { code: 80004 } } },
]

/** Starts an apply whose processes can be found by `mark`. */
function startApply(place: Workplace, mark: string) {
  const child = spawn(process.execPath, [join(REPOSITORY, 'provider/bin.mjs'), 'apply', 'acme'], {
    cwd: place.root,
    env: { ...place.env, [MARK]: mark },
    stdio: 'ignore',
  })
  return { child, ended: new Promise((resolve) => child.on('close', resolve)) }
}

/** The processes with `mark` in their environment. Source: proc_pid_environ(5). */
function processesOf(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`)
    } catch {
      return false
    }
  })
}

async function until(isSo: () => boolean, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo() && Date.now() < end;) await sleep(10)
  expect(isSo()).toBe(true)
}

describe.skipIf(process.platform !== 'linux')('a command that is killed alone (found by /proc)', () => {
  test.each([
    ['while Meta throttles', THROTTLED, 5],
    ['in the middle of its writes', [], 5],
  ] as const)(
    'ends with its engine and its providers %s, and no write follows',
    { timeout: 120_000 },
    async (_, faults, writes) => {
      await using place = await makeWorkplace({ latencyMs: 60, faults: [...faults] })
      const mark = randomUUID()
      const { child, ended } = startApply(place, mark)
      await until(() => place.emulator.requests.counts().writes >= writes)
      expect(processesOf(mark).length).toBeGreaterThan(3)
      child.kill('SIGKILL')
      await ended
      // What was on its way when the process died has arrived by then.
      await sleep(200)
      const { writes: before } = place.emulator.requests.counts()
      await sleep(ALL_ATTEMPTS_MS)
      expect(place.emulator.requests.counts().writes).toBe(before)
      expect(processesOf(mark)).toEqual([])
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
