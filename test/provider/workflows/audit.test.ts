import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entriesIn } from '../../../provider/audit/append.ts'
import { verify } from '../../../provider/audit/verify.ts'
import type { RunContext } from '../../../provider/runs/wiring/context.ts'
import { auditWorkflow } from '../../../provider/workflows/audit.ts'
import { gitOf } from '../../support/git-of.ts'
import { clientOf } from '../../support/github/client.ts'
import { merge, openPull, review } from '../../support/github/people.ts'
import { startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import { makeWorkplace, NOW, type Workplace } from '../../support/workplace.ts'

// Of the example's clients one was applied; a pull request brought them all.
describe('auditWorkflow', { timeout: 120_000 }, () => {
  let place: Workplace
  let github: FakeGitHub

  beforeAll(async () => {
    place = await makeWorkplace()
    const git = gitOf(place)
    git('Olga', 8, 'init', '-q')
    git('Olga', 8, 'add', 'access')
    git('Olga', 8, 'commit', '-qm', 'The first clients')
    await place.run('apply', 'corner')
  }, 120_000)
  afterAll(() => place[Symbol.asyncDispose]())

  beforeEach(async () => {
    github = await startGitHub()
    const head = gitOf(place)('Olga', 9, 'rev-parse', 'HEAD')
    const pull = openPull(github.world, { head, base: head, ref: 'first', commits: [] })
    review(github.world, pull, 'ben')
    merge(github.world, pull, head)
    return () => github[Symbol.asyncDispose]()
  })

  function night(env: NodeJS.ProcessEnv = place.env): ReturnType<typeof auditWorkflow> {
    const context: RunContext = {
      root: place.root,
      env,
      progress: () => undefined,
      now: () => NOW,
      withoutPack: true,
    }
    return auditWorkflow(context, clientOf(github).client)
  }

  function chains(): ReadonlyMap<string, string> {
    return github.world.files.get('audit') ?? new Map()
  }

  function codesOf({ findings }: Awaited<ReturnType<typeof auditWorkflow>>): string[] {
    return findings.map(({ code }) => code)
  }

  function writes(): string[] {
    return github.calls.filter(({ method }) => method !== 'GET').map(({ path }) => path)
  }

  function askedForPulls(): number {
    return github.calls.filter(({ path }) => /^commits\/.*\/pulls/.test(path)).length
  }

  it('begins a chain in one commit, asks once who approved it, and adds nothing to what it holds', async () => {
    const run = await night()
    expect([run.exit, codesOf(run)]).toEqual([0, []])
    expect([...chains().keys()]).toEqual(['corner.jsonl'])
    const chain = Buffer.from(chains().get('corner.jsonl') ?? '')
    expect(verify(chain)).toMatchObject({ entries: 1 })
    expect(entriesIn(chain)[0]).toMatchObject({ asked: { by: 'ana' }, approved: [{ by: 'ben' }] })
    expect(writes()).toEqual(['git/trees', 'git/commits', 'git/refs'])
    expect(askedForPulls()).toBe(1)

    github.calls.splice(0)
    const again = await night()
    expect([again.exit, again.summary, writes()]).toEqual([
      0,
      run.summary.replace('| 1 | 1 |', '| 1 | 0 |'),
      [],
    ])
  })

  it('adds nothing to a chain that is broken, and says where', async () => {
    await night()
    const broken = (chains().get('corner.jsonl') ?? '').replace('"ben"', '"bob"')
    github.world.files.set('audit', new Map([['corner.jsonl', broken]]))
    github.world.branches.set('audit', 'b'.repeat(40))
    const run = await night()
    expect([run.exit, codesOf(run), run.findings[0]?.address]).toEqual([
      1,
      ['AUDIT_BROKEN'],
      { file: 'corner.jsonl', line: 1 },
    ])
    expect(chains().get('corner.jsonl')).toBe(broken)
  })

  it('leaves the branch as it is where GitHub does not say who approved, or somebody was faster', async () => {
    github.fail({ method: 'GET', path: /^commits\/.*\/pulls/, status: 502, times: 100 })
    const silent = await night()
    expect([silent.exit, new Set(codesOf(silent)), writes()]).toEqual([1, new Set(['GITHUB_FAILED']), []])
    github.heal()
    await night()
    const head = github.world.branches.get('audit')
    github.fail({ method: 'GET', path: /^git\/ref\//, status: 404, times: 1 })
    const late = await night()
    expect([late.exit, codesOf(late), github.world.branches.get('audit')]).toEqual([
      1,
      ['GITHUB_FAILED'],
      head,
    ])
  })

  it('says that the state cannot be read, rather than that nothing was applied', async () => {
    const run = await night({ ...place.env, PULUMI_BACKEND_URL: 'file:///no/such/folder' })
    expect([run.exit, new Set(codesOf(run)), writes()]).toEqual([1, new Set(['ENGINE_FAILED']), []])
  })
})
