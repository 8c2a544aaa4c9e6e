import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { findTool } from '../../provider/setup/tools.ts'
import { STUBBED } from '../support/workflows/act.ts'

// What act does not know, and what nobody sees until it is too late: who may do what, how often, and whose code runs.

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Record<string, unknown>
  readonly env?: Record<string, string>
}
type Job = {
  readonly permissions?: Record<string, string>
  readonly 'timeout-minutes'?: number
  readonly if?: string
  readonly environment?: string
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress'?: boolean }
  readonly strategy?: { readonly 'fail-fast'?: boolean }
  readonly steps: readonly Step[]
}
type Workflow = {
  readonly on: Record<string, unknown>
  readonly permissions?: unknown
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress'?: boolean }
  readonly jobs: Record<string, Job>
}

const FOLDER = join(REPOSITORY, '.github/workflows')
const FILES = readdirSync(FOLDER)
const WORKFLOWS = new Map(
  FILES.map((file) => [file, parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow]),
)
const JOBS = [...WORKFLOWS].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ file, id, job })),
)
const ACTION_FILES = readdirSync(join(REPOSITORY, '.github/actions')).map((name) =>
  join(REPOSITORY, '.github/actions', name, 'action.yml'),
)

/** Every `uses:` with the rest of its line, so that the comment is seen as well. */
const USES = [...FILES.map((file) => join(FOLDER, file)), ...ACTION_FILES].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^[ -]*uses: (\S+)(.*)$/gm)].map(([, action = '', rest = '']) => ({
    action,
    rest,
  })),
)
const FOREIGN = USES.filter(({ action }) => !action.startsWith('./'))

function jobOf(file: string, id: string): Job {
  const job = WORKFLOWS.get(file)?.jobs[id]
  if (job === undefined) throw new Error(`No job ${id} in ${file}`)
  return job
}

/** The secrets that a job gets, without the one that only tells who is in a team. */
function secretsIn(job: Job): string[] {
  const all = [...JSON.stringify(job).matchAll(/secrets\.(\w+)/g)].map(([, name = '']) => name)
  return all.filter((name) => name !== 'METAGRANT_TEAMS_TOKEN')
}

const FORK_GUARD = 'github.event.pull_request.head.repo.full_name == github.repository'

describe('workflows', () => {
  it.each(FOREIGN)('$action is pinned to a commit, with its version beside it', ({ action, rest }) => {
    expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/)
    expect(rest).toMatch(/^ # v\d+\.\d+\.\d+$/)
  })

  it('tests stand in for the very actions that are pinned', () => {
    const pinned = FOREIGN.map(({ action }) => action).filter(
      (action) => !action.startsWith('actions/checkout@'),
    )
    const repositories = pinned.map((action) => action.replace(/^([^/]+\/[^/@]+)[^@]*/, '$1'))
    expect(Object.keys(STUBBED).toSorted()).toEqual([...new Set(repositories)].toSorted())
  })

  it.each(FILES)(
    '%s gives no permission that its jobs do not name, and has no privileged trigger',
    (file) => {
      const { on, permissions } = WORKFLOWS.get(file) as Workflow
      expect(permissions).toEqual({})
      expect(
        Object.keys(on).filter((event) => /^(pull_request_target|workflow_run|issue_comment)$/.test(event)),
      ).toEqual([])
    },
  )

  it.each(JOBS)(
    '$file $id names its permissions, ends in time, and leaves no credentials behind',
    ({ job }) => {
      expect(job.permissions).toBeDefined()
      expect(
        Object.values(job.permissions ?? {}).every((level) => level === 'read' || level === 'write'),
      ).toBe(true)
      expect(job['timeout-minutes']).toBeGreaterThan(0)
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true)
      expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false))
    },
  )

  it.each(
    JOBS.filter(({ file }) => file !== 'preview.yml').filter(
      ({ job }) => secretsIn(job).length > 0 || job.permissions?.['contents'] === 'write',
    ),
  )('$file $id acts on main as it is, not as it was when the run was made', ({ job }) => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true)
    expect(checkouts.map((step) => step.with?.['ref'])).toEqual(['refs/heads/main'])
  })

  it.each(JOBS)('$file $id has no expression in a script', ({ job }) => {
    expect(job.steps.filter(({ run }) => run?.includes('${{') === true)).toEqual([])
  })

  it('every workflow and every job of it is kept from running twice at once', () => {
    const loose = [...WORKFLOWS].flatMap(([file, { concurrency, jobs }]) =>
      Object.entries(jobs)
        .filter(([, job]) => concurrency === undefined && job.concurrency === undefined)
        .map(([id]) => `${file} ${id}`),
    )
    expect(loose).toEqual([])
  })

  it.each(
    [...WORKFLOWS].flatMap(([file, { on }]) =>
      ((on['schedule'] ?? []) as readonly { readonly cron: string }[]).map(({ cron }) => ({ file, cron })),
    ),
  )('$file: "$cron" is a schedule, and not on the full hour, when GitHub is busiest', ({ cron }) => {
    expect(cron).toMatch(/^[1-9]\d?(,[1-9]\d?)* (\*|\d+)( [\d*/,-]+){3}$/)
  })
})

describe('preview.yml', () => {
  it('has no secret in a job that a fork reaches, and guards the others', () => {
    const jobs = Object.entries(WORKFLOWS.get('preview.yml')?.jobs ?? {})
    const open = jobs.filter(([, job]) => job.if?.includes(FORK_GUARD) !== true)
    expect(open.map(([id]) => id)).toEqual(['check'])
    expect(open.flatMap(([, job]) => secretsIn(job))).toEqual([])
    expect(open.map(([, job]) => job.permissions)).toEqual([{ contents: 'read' }])
  })

  it('holds a token of Meta only where the job can do nothing but read', () => {
    const holders = JOBS.filter(({ file, job }) => file === 'preview.yml' && secretsIn(job).length > 0)
    expect(holders.map(({ id }) => id)).toEqual(['preview'])
    expect(Object.values(jobOf('preview.yml', 'preview').permissions ?? {})).toEqual(['read', 'read'])
    expect(secretsIn(jobOf('preview.yml', 'preview'))).not.toContain('META_AGENCY_TOKEN')
    expect(jobOf('preview.yml', 'preview').environment).toBe('preview')
  })

  it('lets the newest commit of a pull request win', () => {
    expect(WORKFLOWS.get('preview.yml')?.concurrency).toEqual({
      group: 'preview-${{ github.event.pull_request.number }}',
      'cancel-in-progress': true,
    })
  })
})

describe('apply.yml', () => {
  it('applies each client in its own environment, one run at a time, and none stops another', () => {
    const job = jobOf('apply.yml', 'apply')
    expect(job.environment).toBe('${{ matrix.stack }}')
    expect(job.concurrency).toEqual({ group: 'apply-${{ matrix.stack }}', 'cancel-in-progress': false })
    expect(job.strategy?.['fail-fast']).toBe(false)
  })

  it('looks up teams only where it finds what was approved', () => {
    const holders = JOBS.filter(({ job }) => JSON.stringify(job).includes('METAGRANT_TEAMS_TOKEN'))
    expect(holders.map(({ file, id }) => [file, id])).toEqual([['apply.yml', 'find']])
  })

  it('holds tokens of Meta in that job alone, and lets it change no code', () => {
    const holders = JOBS.filter(({ file, job }) => file === 'apply.yml' && secretsIn(job).length > 0)
    expect(holders.map(({ id }) => id)).toEqual(['apply', 'agency'])
    expect(jobOf('apply.yml', 'apply').permissions?.['contents']).toBe('read')
  })
})

describe('static checkers', async () => {
  const [actionlint, shellcheck, zizmor] = await Promise.all(
    (['actionlint', 'shellcheck', 'zizmor'] as const).map((name) => findTool(name, REPOSITORY, process.env)),
  )

  it('actionlint finds nothing', (context) => {
    if (actionlint === undefined) context.skip('actionlint is not in .tools (npm test gets it with Go)')
    if (shellcheck === undefined) context.skip('shellcheck is not there (apt-get install shellcheck)')
    // It looks for shellcheck on PATH.
    const path = `${dirname(shellcheck ?? '')}${delimiter}${process.env['PATH'] ?? ''}`
    const options = { cwd: REPOSITORY, encoding: 'utf8', env: { ...process.env, PATH: path } } as const
    expect(spawnSync(actionlint ?? '', ['-oneline'], options)).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('zizmor finds nothing, as pedantic as it can be', (context) => {
    if (zizmor === undefined) context.skip('zizmor is not in .tools (npm test gets it with pip)')
    const args = ['--offline', '--no-progress', '--quiet', '--persona=pedantic', '.github']
    const run = spawnSync(zizmor ?? '', args, { cwd: REPOSITORY, encoding: 'utf8' })
    expect(run).toMatchObject({ status: 0, stderr: '' })
  })
})
