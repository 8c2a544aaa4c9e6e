import { execFileSync } from 'node:child_process'
import type { Workplace } from './workplace.ts'

/** Git in a workplace, as `who` at an hour of 2026-11-20. */
export function gitOf({ root }: Workplace) {
  return (who: string, hour: number, ...args: string[]): string => {
    const date = `2026-11-20T${String(hour).padStart(2, '0')}:00:00+02:00`
    const identity = Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) => [
        [`GIT_${role}_NAME`, who],
        [`GIT_${role}_EMAIL`, `${who.toLowerCase()}@northlight.example`],
        [`GIT_${role}_DATE`, date],
      ]),
    )
    const config = ['-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false']
    return execFileSync('git', [...config, ...args], {
      cwd: root,
      env: { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
      .toString()
      .trim()
  }
}
