import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/cli/repository.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const LATENCY_MS = 60

/** Starts an apply in a process group of its own and kills the whole group once `writes` have reached Meta. */
async function killedAfter(place: Workplace, writes: number): Promise<void> {
  const args = [join(REPOSITORY, 'provider/bin.mjs'), 'apply', 'acme']
  const child = spawn(process.execPath, args, {
    cwd: place.root,
    env: place.env,
    detached: true,
    stdio: 'ignore',
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  while (place.emulator.requests.counts().writes < writes) await sleep(5)
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  expect(await ended).toBeNull()
}

test(
  'an apply that was killed midway is finished by the next one, with each grant made once',
  { timeout: 120_000 },
  async () => {
    await using place = await makeWorkplace({ latencyMs: LATENCY_MS })
    await killedAfter(place, 5)
    const next = await place.json('apply', 'acme')
    expect([next.exit, codes(next)]).toEqual([0, ['STATE_LOCK_CLEARED']])
    // What was in flight when the process died may have been made as well; nothing was made twice.
    expect(place.emulator.requests.counts().writes).toBe(23)
    expect((await place.json('preview', 'acme')).plans[0]).toMatchObject({ changes: [], recorded: 0 })
  },
)
