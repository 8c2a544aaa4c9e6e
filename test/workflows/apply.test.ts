import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { byHand } from '../../provider/emulator/hands.ts'
import { merge, review } from '../support/github/people.ts'
import type { Pull } from '../support/github/world.ts'
import { ACT, NO_ACT, type Run } from '../support/workflows/act.ts'
import { dispatchPayload, pullRequestPayload, pushPayload } from '../support/workflows/payloads.ts'
import { makeStage, type Changes, type Stage } from '../support/workflows/stage.ts'

const ACME = 'access/clients/acme.yaml'

/** Who is on the team as media buyer. */
function buyers(...names: readonly string[]): Changes {
  const list = names.map((name) => `${name}@northlight.example`).join(', ')
  return { [ACME]: (text) => text.replace(/media-buyer: \[.*\]/, `media-buyer: [${list}]`) }
}

describe('apply', { timeout: 180_000 }, () => {
  let stage: Stage

  beforeAll(async () => {
    if (ACT === undefined) return
    stage = await makeStage()
    await stage.metagrant('apply', 'acme')
  }, 120_000)
  afterAll(() => stage?.[Symbol.asyncDispose]())
  beforeEach((context) => {
    if (ACT === undefined) context.skip(NO_ACT)
    stage.emulator.requests.clear()
  })

  /** Runs the jobs that a pull request's plan comes from, as GitHub did before anybody approved it. */
  async function previewed(branch: string, changes: Changes): Promise<Pull> {
    const pull = await stage.propose(branch, changes)
    const payload = pullRequestPayload(stage.github, pull)
    await stage.run({ workflow: 'preview.yml', event: 'pull_request', payload, job: 'tell' })
    return pull
  }

  /** Merges it and runs what GitHub runs then. */
  async function merged(pull: Pull): Promise<Run> {
    stage.repository.branch('main')
    const before = stage.repository.head()
    const after = stage.repository.merge(pull.head.ref)
    merge(stage.github.world, pull, after)
    return stage.run({
      workflow: 'apply.yml',
      event: 'push',
      payload: pushPayload(stage.github, before, after),
    })
  }

  function issues(): [string, string][] {
    return stage.github.world.issues.map(({ title, state }) => [title, state])
  }

  it('refuses a merge that nobody else approved, and writes nothing', async () => {
    const pull = await previewed('unapproved', buyers('ana'))
    review(stage.github.world, pull, 'ana')
    const run = await merged(pull)
    expect(run.jobs).toEqual({ 'find what was approved': 'failure', 'tell what was applied': 'success' })
    expect(stage.writes()).toBe(0)
    expect(stage.github.world.issues.at(-1)).toMatchObject({
      title: `Refused: #${pull.number}`,
      state: 'open',
    })
    expect(stage.github.world.issues.at(-1)?.body).toContain('APPROVAL_MISSING')
  })

  it('applies what was approved, and tells the pull request and the commit', async () => {
    const pull = await previewed('good', buyers('ana', 'ben', 'chloe'))
    review(stage.github.world, pull, 'ben')
    const run = await merged(pull)
    expect(run.jobs).toMatchObject({
      'find what was approved': 'success',
      'tell what was applied': 'success',
    })
    expect(run.exit).toBe(0)
    expect(stage.writes()).toBeGreaterThan(0)
    expect(await stage.metagrant('preview', 'acme')).toBe(0)
  })
})
