import { connect } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openLifeline, type RunAnswers } from '../../../provider/engine/lifeline.ts'
import type { BreakerRequest, Pass } from '../../../provider/graph/breaker.ts'
import { withOwnBreakers } from '../../../provider/graph/breakers.ts'
import { socketIn, tieToRun, type RunLine } from '../../../provider/resources/lifeline.ts'

const ASKED: BreakerRequest = { lane: 'write', node: 'act_1', edge: 'assigned_users' }
const LIMITED = { refused: { kind: 'throttled', code: 17, subcode: undefined, message: '' } } as const

/** A run with its line, and providers on it; `ended` counts those that were told to end. */
async function runWith(answers: Partial<RunAnswers>) {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-line-'))
  const line = await openLifeline(folder, { mayWrite: async () => true, environment: {}, ...answers })
  const run = { ended: 0 }
  return {
    run,
    folder,
    provider: (): RunLine => tieToRun({ METAGRANT_RUN_FOLDER: folder }, () => void (run.ended += 1)),
    close: () => line[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled([line[Symbol.asyncDispose]()])
      await rm(folder, { recursive: true })
    },
  }
}

const enter = async (provider: RunLine): Promise<{ go: Pass }> =>
  (await provider.ask({ ask: 'enter', token: 'key', asked: ASKED })) as { go: Pass }

describe('the line between a run and its providers', () => {
  test('carries the tokens, and each answer to its question', async () => {
    await using run = await runWith({
      environment: { META_AGENCY_TOKEN: 'secret' },
      mayWrite: async () => false,
    })
    const provider = run.provider()
    const answers = [provider.ask({ ask: 'may-write' }), provider.ask({ ask: 'environment' })]
    expect(await Promise.all(answers)).toEqual([false, { META_AGENCY_TOKEN: 'secret' }])
  })

  test('lets nobody write when nobody can tell who holds the lock', async () => {
    const mayWrite = () => Promise.reject(new Error('the disk is gone'))
    await using run = await runWith({ mayWrite })
    expect(await run.provider().ask({ ask: 'may-write' })).toBe(false)
  })

  test('ends its providers when it closes, answers what they had asked, and nothing after', async () => {
    await using run = await runWith({ mayWrite: () => new Promise(() => undefined) })
    const provider = run.provider()
    const asked = provider.ask({ ask: 'may-write' })
    await provider.ask({ ask: 'environment' })
    await run.close()
    expect([await asked, await provider.ask({ ask: 'environment' })]).toEqual([undefined, undefined])
    expect(run.run.ended).toBe(1)
  })

  test('ends a provider at once that begins when its run is over', async () => {
    await using run = await runWith({})
    await run.close()
    const provider = run.provider()
    expect(await provider.ask({ ask: 'may-write' })).toBeUndefined()
    expect(run.run.ended).toBe(1)
  })

  test('outlives a provider that dies before it has read its answer', async () => {
    await using run = await runWith({})
    const dying = connect(socketIn(run.folder)).pause()
    dying.write(`${JSON.stringify({ id: 1, question: { ask: 'may-write' } })}\n`)
    expect(await run.provider().ask({ ask: 'may-write' })).toBe(true)
    await sleep(50)
    // The answer is there unread, so the system resets the line.
    dying.destroy()
    await sleep(50)
    expect(await run.provider().ask({ ask: 'may-write' })).toBe(true)
  })

  test('holds one breaker for all, and lets another provider try when the one that tried has died', async () => {
    await withOwnBreakers(async () => {
      await using run = await runWith({})
      const [first, second] = [run.provider(), run.provider()]
      const { go } = await enter(first)
      await first.ask({ ask: 'leave', token: 'key', pass: go, outcome: LIMITED })
      // This one tries, and dies.
      const dying = connect(socketIn(run.folder))
      dying.write(`${JSON.stringify({ id: 1, question: { ask: 'enter', token: 'key', asked: ASKED } })}\n`)
      const [answer] = (await once(dying, 'data')) as [Buffer]
      expect(JSON.parse(answer.toString())).toMatchObject({ answer: { go: { probe: true } } })
      const waiting = enter(second)
      dying.destroy()
      expect(await waiting).toMatchObject({ go: { probe: true } })
    })
  })
})
