import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/cli/repository.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const LATENCY_MS = 60

/** A process and all that it has started; the engine puts its plugins into groups of their own. */
function family(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='])
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []))
  return [pid, ...below(pid)]
}

/** Starts an apply and kills it with all its processes once `writes` have reached Meta. */
async function killedAfter(place: Workplace, writes: number): Promise<void> {
  const args = [join(REPOSITORY, 'provider/bin.mjs'), 'apply', 'acme']
  const child = spawn(process.execPath, args, { cwd: place.root, env: place.env, stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  while (place.emulator.requests.counts().writes < writes) await sleep(5)
  for (const pid of family(child.pid ?? 0)) process.kill(pid, 'SIGKILL')
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
