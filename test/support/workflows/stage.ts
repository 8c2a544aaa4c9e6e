import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startEmulator, type Emulator } from '../../../provider/emulator/index.ts'
import type { Context } from '../../../provider/cli/context.ts'
import { main } from '../../../provider/cli/main.ts'
import { overridesInMessages } from '../../../provider/github/overrides.ts'
import { previewPull } from '../../../provider/workflows/preview-pull.ts'
import { tellPull } from '../../../provider/workflows/tell-pull.ts'
import { clientOf } from '../github/client.ts'
import { openPull, type NewPull } from '../github/people.ts'
import { startGitHub, type FakeGitHub } from '../github/server.ts'
import type { Pull } from '../github/world.ts'
import { exampleEstate } from '../workplace.ts'
import { ACT, NO_ACT, runWorkflow, type Run, type RunOptions } from './act.ts'
import { makeRepository, type Repository } from './repository.ts'

/** A repository, a GitHub, a Meta, and a runner that plays events on them. Disposing of it removes everything. */
export type Stage = AsyncDisposable & {
  readonly repository: Repository
  readonly github: FakeGitHub
  readonly emulator: Emulator
  readonly run: (
    options: Pick<RunOptions, 'workflow' | 'event' | 'payload'> & Partial<RunOptions>,
  ) => Promise<Run>
  /** A pull request of a branch that begins at `main` and changes files of the example. */
  readonly propose: (branch: string, changes: Changes, more?: Partial<NewPull>) => Promise<Pull>
  /** Writes the preview of a pull request to GitHub without a runner: the comment and the statuses. */
  readonly preview: (pull: Pull) => Promise<void>
  /** Metagrant's own command line in the checkout, on the same Meta and the same state. */
  readonly metagrant: (...args: string[]) => Promise<number>
  /** Number of write requests to Meta since the test began. */
  readonly writes: () => number
}

/** New texts by path, or functions of the present text. */
export type Changes = Readonly<Record<string, string | ((before: string) => string)>>

async function makeStage(policy?: string): Promise<Stage> {
  const emulator = await startEmulator({ estate: exampleEstate() })
  const github = await startGitHub()
  const repository = await makeRepository(policy)
  github.world.branches.set('main', repository.head())
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    META_GRAPH_URL: emulator.url,
    META_AGENCY_TOKEN: emulator.tokens['agency'],
    PULUMI_BACKEND_URL: `file://${repository.state}`,
  }
  const silent = (): void => undefined
  const output = { out: silent, err: silent, progress: silent, settle: silent, width: 80 }
  // Outside of the workflows the tests need no pack in the engine: the workflows' own runs have it.
  const context: Context = {
    root: repository.root,
    env,
    output,
    progress: silent,
    now: () => new Date(),
    withoutPack: true,
  }
  return {
    repository,
    github,
    emulator,
    run: (options) => runWorkflow({ repository, github, emulator, ...options }),
    propose: async (branch, changes, more = {}) => {
      repository.branch('main')
      const base = repository.head()
      repository.branch(branch)
      const files = Object.entries(changes).map(([path, text]) => [
        path,
        typeof text === 'string' ? text : text(readFileSync(join(repository.root, path), 'utf8')),
      ])
      const message = more.commits?.[0]?.message ?? `Change ${branch}`
      const head = await repository.commit(Object.fromEntries(files) as Record<string, string>, message)
      return openPull(github.world, { head, base, ref: branch, ...more, commits: [{ sha: head, message }] })
    },
    preview: async (pull) => {
      repository.branch(pull.head.ref)
      const overrides = overridesInMessages(pull.commits.map(({ message }) => message))
      const preview = await previewPull(context, pull.base.sha, overrides)
      await tellPull(clientOf(github).client, { number: pull.number, head: pull.head.sha }, preview)
    },
    metagrant: (...args) => main(args, context),
    writes: () => emulator.requests.counts().writes,
    [Symbol.asyncDispose]: async () => {
      await emulator.close()
      await github[Symbol.asyncDispose]()
      await repository[Symbol.asyncDispose]()
    },
  }
}

/**
 * The stage of a test file: made once, prepared by `begin` before the first test, its recorded requests cleared before
 * each. Without act the tests are skipped with the reason.
 */
export function useStage(begin: (stage: Stage) => Promise<unknown>, policy?: string): void {
  let stage: Stage | undefined
  beforeAll(async () => {
    if (ACT === undefined) return
    stage = await makeStage(policy)
    await begin(stage)
  }, 120_000)
  afterAll(() => stage?.[Symbol.asyncDispose]())
  beforeEach((context) => {
    if (ACT === undefined) context.skip(NO_ACT)
    stage?.emulator.requests.clear()
    stage?.github.calls.splice(0)
  })
}
