import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import type { Workplace } from './workplace.ts'

/**
 * A process and all its descendants; the engine puts its plugins into groups of their own. Synchronous: the emulator in
 * this process must answer nothing between the look and the kill.
 */
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
export function killedAfter(place: Workplace, writes: number, ...args: string[]): Promise<void> {
  return killedWhen(place, () => place.emulator.requests.counts().writes >= writes, ...args)
}

/** The same at the moment at which something is so. */
export async function killedWhen(
  place: Workplace,
  isNow: () => boolean | Promise<boolean>,
  ...args: string[]
): Promise<void> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'provider/bin.mjs'), ...args], {
    cwd: place.root,
    env: place.env,
    stdio: 'ignore',
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  while (!(await isNow())) {
    if (child.exitCode !== null) throw new Error('The command ended before it was to be killed')
    await sleep(5)
  }
  killFamily(child.pid ?? 0)
  expect(await ended).toBeNull()
}

/** Kills a process and all its descendants. */
export function killFamily(of: number): void {
  // All stand still first: else who is killed later would still see the others end, and tidy up.
  const pids = family(of)
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) for (const pid of pids) process.kill(pid, signal)
}
