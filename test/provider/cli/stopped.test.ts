import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { endProcesses, startMarked, until, type MarkedCommand } from '../../support/marked.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const SLOW = { timeout: 120_000 }

/** A workplace whose commands have a folder of their own for temporary files. */
async function placed(options: Parameters<typeof makeWorkplace>[0]) {
  const place = await makeWorkplace(options)
  const temporary = await mkdtemp(join(tmpdir(), 'stopped-'))
  place.env['TMPDIR'] = temporary
  const dispose = async (): Promise<void> => {
    await place[Symbol.asyncDispose]()
    await rm(temporary, { recursive: true })
  }
  return { place, left: () => readdirSync(temporary), [Symbol.asyncDispose]: dispose }
}

function reportOf({ output }: MarkedCommand): Report {
  return JSON.parse(output.out) as Report
}

function writesAt({ emulator }: Workplace): number {
  return emulator.requests.counts().writes
}

describe.skipIf(process.platform !== 'linux')('a command that is stopped (found by /proc)', () => {
  test('finishes what has begun, begins nothing else, and says so', SLOW, async () => {
    await using all = await placed({ latencyMs: 60 })
    const { place } = all
    const run = startMarked(place, 'no-pack', 'apply', '--all', '--format', 'json')
    try {
      await until(() => writesAt(place) > 2)
      run.child.kill('SIGINT')
      expect(await run.ended).toBe(130)
      expect(run.output.err).toContain('Stopping')
      const found = reportOf(run).findings.filter(({ code }) => code === 'RUN_STOPPED')
      expect(found.length).toBeGreaterThan(0)
      expect(codes(reportOf(run))).not.toContain('ENGINE_FAILED')
      const written = writesAt(place)
      await sleep(2000)
      expect([writesAt(place), run.processes(), all.left()]).toEqual([written, [], []])
    } finally {
      endProcesses(run.processes)
    }
    const next = await place.json('apply', '--all')
    expect([next.exit, codes(next)]).toEqual([0, []])
    expect(await place.json('preview', '--all')).toMatchObject({ exit: 0 })
  })

  test('ends at once at the second signal, and the next run takes up what had begun', SLOW, async () => {
    const hanging = {
      match: { method: 'POST', path: '/assigned_users$' },
      after: 2,
      times: 1,
      outcome: { delay: 20_000 },
    } as const
    await using all = await placed({ faults: [hanging] })
    const { place } = all
    const run = startMarked(place, 'no-pack', 'apply', 'acme')
    try {
      await until(() => writesAt(place) > 3)
      run.child.kill('SIGINT')
      await until(() => run.output.err.includes('Stopping'))
      run.child.kill('SIGINT')
      expect(await run.ended).toBe(130)
      await until(() => run.processes().length === 0 && all.left().length === 0, 15_000)
    } finally {
      endProcesses(run.processes)
    }
    const next = await place.json('apply', 'acme')
    expect([next.exit, codes(next).filter((code) => code !== 'STATE_LOCK_CLEARED')]).toEqual([0, []])
  })

  test('ends at the first signal where it only reads', SLOW, async () => {
    await using all = await placed({ latencyMs: 500 })
    const run = startMarked(all.place, 'no-pack', 'scan', '--all')
    await until(() => all.place.emulator.requests.counts().reads > 0)
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
    expect([run.output.out, run.output.err]).toEqual(['', expect.stringContaining('Stopped')])
  })

  test('that is killed leaves no folder of its run', SLOW, async () => {
    await using all = await placed({ latencyMs: 60 })
    const run = startMarked(all.place, 'no-pack', 'apply', 'acme')
    try {
      await until(() => writesAt(all.place) > 0)
      expect(all.left().length).toBeGreaterThan(0)
      run.child.kill('SIGKILL')
      await until(() => run.processes().length === 0 && all.left().length === 0, 15_000)
    } finally {
      endProcesses(run.processes)
    }
  })
})
