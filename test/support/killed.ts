import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import type { Workplace } from './workplace.ts'

/** A process and all its descendants; the engine puts its plugins into groups of their own. */
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

/** Starts a command and kills it with all its processes once `writes` have reached Meta. */
export async function killedAfter(place: Workplace, writes: number, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'provider/bin.mjs'), ...args], {
    cwd: place.root,
    env: place.env,
    stdio: 'ignore',
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  while (place.emulator.requests.counts().writes < writes) await sleep(5)
  for (const pid of family(child.pid ?? 0)) process.kill(pid, 'SIGKILL')
  expect(await ended).toBeNull()
}
