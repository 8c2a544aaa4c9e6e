import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deploymentInFile } from '../../provider/engine/state-file.ts'
import { isOurs } from '../../provider/engine/urn.ts'
import { merge, openPull, review } from '../support/github/people.ts'
import { pushPayload } from '../support/workflows/payloads.ts'
import { useStage, type Stage } from '../support/workflows/stage.ts'

const [ACME, APEX] = ['access/clients/acme.yaml', 'access/clients/apex.yaml']

describe('a client that is renamed in a pull request', { timeout: 180_000 }, () => {
  let stage: Stage

  useStage(async (made) => {
    stage = made
    await stage.metagrant('apply', 'acme')
  })

  async function assetsIn(stack: string): Promise<number> {
    const state = await deploymentInFile(stack, `file://${stage.repository.state}`)
    return typeof state === 'string' ? 0 : state.resources.filter(isOurs).length
  }

  it('is shown as moves, approved, and handed over by the job of its new name, with nothing written at Meta', async () => {
    const { repository, github } = stage
    const base = repository.head()
    repository.branch('rename')
    const text = readFileSync(join(repository.root, ACME), 'utf8')
    await rm(join(repository.root, ACME))
    const head = await repository.commit({ [APEX]: text.replace('client: acme', 'client: apex') })
    const commits = [{ sha: head, message: 'Acme is Apex' }]
    const pull = openPull(github.world, { head, base, ref: 'rename', commits })
    await stage.preview(pull)
    const all = await assetsIn('acme')
    expect(github.world.comments.at(-1)?.body).toContain(
      `${all} assets move from acme to apex: nothing changes at Meta`,
    )
    review(github.world, pull, 'ben')
    repository.branch('main')
    const before = repository.head()
    const after = repository.merge('rename')
    merge(github.world, pull, after)
    const payload = pushPayload(github, before, after)
    const run = await stage.run({ workflow: 'apply.yml', event: 'push', payload })
    expect(run.jobs).toMatchObject({ 'apply apex': 'success', 'report what was applied': 'success' })
    expect([await assetsIn('acme'), await assetsIn('apex'), stage.writes()]).toEqual([0, all, 0])
    expect(await stage.metagrant('preview', 'apex')).toBe(0)
  })
})
