import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { quietMsFrom } from '../../../provider/engine/bounded-command.ts'
import { callEngine, EngineSilent } from '../../../provider/engine/engine-call.ts'
import { silentFinding } from '../../../provider/engine/run.ts'
import { PROGRESS_FILE } from '../../../provider/resources/run-folder.ts'

/** A shell in place of the engine. */
function call(script: string, quietMs: number, folder = '') {
  const env = { PATH: process.env['PATH'], METAGRANT_RUN_FOLDER: folder, FOLDER: folder }
  return callEngine({ program: '/bin/sh', args: ['-c', script], cwd: '/', env, quietMs })
}

describe('callEngine', () => {
  test('ends a call that shows no progress, with all of its processes, and says which', async () => {
    const start = Date.now()
    const error: unknown = await call('sleep 60 & sleep 60', 300).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EngineSilent)
    expect(silentFinding(error)).toMatchObject({ code: 'ENGINE_SILENT', args: { call: 'pulumi' } })
    expect(Date.now() - start).toBeLessThan(10_000)
  })

  test('kills what does not end when it is asked to', { timeout: 15_000 }, async () => {
    const stubborn = "trap '' INT TERM; while :; do sleep 1; done"
    expect(await call(stubborn, 300).catch((thrown: unknown) => thrown)).toBeInstanceOf(EngineSilent)
  })

  test('lets a call go on for as long as there is output', async () => {
    const { code, out } = await call('for i in 1 2 3 4 5; do echo $i; sleep 0.3; done; exit 3', 800)
    expect([code, out]).toEqual([3, '1\n2\n3\n4\n5\n'])
  })

  test('lets a call go on for as long as a provider asks Meta', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'metagrant-call-'))
    const work = `for i in 1 2 3 4 5; do echo > "$FOLDER/${PROGRESS_FILE}"; sleep 0.3; done`
    expect((await call(work, 800, folder)).code).toBe(0)
    await rm(folder, { recursive: true })
  })
})

test('quietMsFrom takes METAGRANT_ENGINE_SECONDS, and no limit that would end every call', () => {
  const of = (seconds?: string) =>
    quietMsFrom(seconds === undefined ? {} : { METAGRANT_ENGINE_SECONDS: seconds })
  expect([of('600'), of(), of(''), of('0'), of('soon')]).toEqual([
    600_000, 300_000, 300_000, 300_000, 300_000,
  ])
})
