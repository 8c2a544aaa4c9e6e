import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { findTool } from '../../../provider/setup/tools.ts'
import type { Emulator } from '../../../provider/emulator/index.ts'
import { JOB_TOKEN, TEAMS_TOKEN, type FakeGitHub } from '../github/server.ts'
import type { Repository } from './repository.ts'

/** The pinned act; undefined where it could not be had. */
export const ACT = await findTool('act', REPOSITORY, process.env)

/** The reason of a skipped test. */
export const NO_ACT = 'act is not in .tools (npm test gets it with Go)'

/** Stand-ins for other people's actions that only touch the runner (docs in each). */
const STUBS = join(REPOSITORY, 'test/support/workflows/stubs')

export type Run = {
  readonly exit: number
  /** The result of each job that ran, by its name, or "name (value)" in a matrix; skipped jobs are absent. */
  readonly jobs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly annotations: readonly Annotation[]
  /** Everything that the run would show in its log. */
  readonly log: string
}

type Annotation = { readonly level: string; readonly message: string } & Readonly<Record<string, string>>

type Line = {
  readonly job?: string
  readonly jobResult?: string
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
  readonly kvPairs?: Readonly<Record<string, string>>
  readonly msg?: string
}

export type RunOptions = {
  readonly workflow: string
  readonly event: string
  readonly payload: unknown
  readonly repository: Repository
  readonly github: Pick<FakeGitHub, 'url'>
  readonly emulator?: Emulator | undefined
  /** The job's token; the one that may write by default. */
  readonly token?: string
  readonly secrets?: Readonly<Record<string, string>>
  readonly job?: string
  /** The login of who started it. */
  readonly actor?: string
}

/**
 * Runs a workflow file on this machine with act, as GitHub would for the event: real steps, real scripts, the real
 * engine. act knows no permissions, environments, concurrency or schedules: static tests check those.
 */
export async function runWorkflow(options: RunOptions): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'metagrant-act-'))
  try {
    const payload = join(folder, 'event.json')
    await writeFile(payload, JSON.stringify(options.payload))
    const env = {
      HOME: folder,
      XDG_CACHE_HOME: folder,
      PATH: `${join(REPOSITORY, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      TMPDIR: tmpdir(),
    }
    const { exit, out } = await act(argsOf(options, folder, payload), options.repository.root, env)
    return runIn(exit, out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function argsOf(options: RunOptions, folder: string, payload: string): string[] {
  const { workflow, event, repository, github, emulator, token = JOB_TOKEN, job, actor } = options
  const compiled = process.env['NODE_COMPILE_CACHE']
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/access',
    // act gives steps a terminal, GitHub does not: with one, git's pager would wait for a key.
    GIT_PAGER: 'cat',
    ...(emulator === undefined ? {} : { META_GRAPH_URL: emulator.url }),
    // As every other process of the tests; a runner of GitHub's begins without.
    ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
  }
  const secrets = {
    ...secretsOf(emulator),
    METAGRANT_TEAMS_TOKEN: TEAMS_TOKEN,
    ...options.secrets,
    GITHUB_TOKEN: token,
  }
  return [
    event,
    '--json',
    '--no-cache-server',
    '--use-gitignore=false',
    `--eventpath=${payload}`,
    `--workflows=.github/workflows/${workflow}`,
    `--action-cache-path=${join(folder, 'cache')}`,
    '--platform=ubuntu-latest=-self-hosted',
    ...pairs('--env', env),
    ...pairs('--var', { PULUMI_BACKEND_URL: `file://${repository.state}` }),
    ...pairs('--secret', secrets),
    ...stubArgs(),
    ...(job === undefined ? [] : ['--job', job]),
    ...(actor === undefined ? [] : ['--actor', actor]),
  ]
}

/** The tokens of the emulated Meta, under the names of the repository's and the environments' secrets. */
function secretsOf(emulator: Emulator | undefined): Record<string, string> {
  const agency = emulator?.tokens['agency']
  if (agency === undefined) return {}
  const clients = `corner=${emulator?.tokens['corner'] ?? ''}`
  return {
    META_AGENCY_TOKEN: agency,
    META_READ_TOKEN: agency,
    META_CLIENT_READ_TOKENS: clients,
    META_CLIENT_TOKENS: clients,
  }
}

function pairs(option: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
}

function stubArgs(): string[] {
  return Object.entries(STUBBED).flatMap(([action, stub]) => [
    '--local-repository',
    `${action}=${join(STUBS, stub)}`,
  ])
}

/** Stand-ins for pinned actions of our workflows; a static test keeps the two lists equal. */
export const STUBBED: Readonly<Record<string, string>> = {
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020': 'setup-node',
  'github/codeql-action@b96794f015dfd88f77b49b1c93e0fa7110f94c63': 'codeql-action',
}

function act(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ exit: number; out: string }> {
  return new Promise((resolve) => {
    execFile(ACT ?? 'act', args, { cwd, env, maxBuffer: 1 << 28 }, (error, out, err) =>
      resolve({ exit: error === null ? 0 : 1, out: `${out}\n${err}` }),
    )
  })
}

function runIn(exit: number, out: string): Run {
  const texts = out.split('\n').filter((line) => line.trim() !== '')
  const lines = texts.map((line) => (line.startsWith('{') ? (JSON.parse(line) as Line) : { msg: line }))
  return {
    exit,
    jobs: Object.fromEntries(
      lines.flatMap(({ job, jobResult }) => (jobResult === undefined ? [] : [[jobOf(job), jobResult]])),
    ),
    outputs: Object.fromEntries(
      lines.flatMap(({ command, name, arg }) => (command === 'set-output' ? [[name ?? '', arg ?? '']] : [])),
    ),
    summary: lines
      .flatMap(({ command, content }) => (command === 'summary' ? [content ?? ''] : []))
      .join('\n'),
    annotations: lines.flatMap(({ command, arg, kvPairs }) =>
      command !== undefined && ['error', 'warning', 'notice'].includes(command)
        ? [{ level: command, message: arg ?? '', ...kvPairs }]
        : [],
    ),
    log: lines.map(({ msg = '' }) => msg).join('\n'),
  }
}

/** act writes "Workflow/job  "; the workflow is known, and the jobs of a matrix of several are numbered. */
function jobOf(job: string | undefined): string {
  return (job ?? '')
    .replace(/^[^/]*\//, '')
    .trim()
    .replace(/-\d+$/, '')
}
