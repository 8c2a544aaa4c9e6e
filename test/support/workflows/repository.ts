import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { NO_POLICY } from '../no-policy.ts'

/** A repository as a runner checks it out: its own files, workflows and history; the code is the one under test. */
export type Repository = AsyncDisposable & {
  readonly root: string
  /** The folder of its stacks, outside of any checkout. */
  readonly state: string
  /** Writes files, commits them on the current branch, and returns the commit. */
  readonly commit: (files: Readonly<Record<string, string>>, message?: string) => Promise<string>
  /** Checks out a branch; a new one begins here. */
  readonly branch: (name: string) => void
  /** Merges a branch into the current one, as GitHub's button does, and returns the commit. */
  readonly merge: (branch: string) => string
  readonly head: () => string
  /** The commits since one, newest first. */
  readonly since: (commit: string) => string[]
}

/** Links to the code under test, so that nothing is copied. */
const LINKS = ['provider', 'policies', 'node_modules', 'package.json', 'package-lock.json', '.tools']

/** Starts with the example agency on `main`, its policy switched off unless `policy` says otherwise. */
export async function makeRepository(policy: string = NO_POLICY): Promise<Repository> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-repository-'))
  const checkout = join(root, 'checkout')
  await mkdir(checkout)
  await mkdir(join(root, 'state'))
  for (const name of ['access', '.github', 'Pulumi.yaml'])
    await cp(join(REPOSITORY, name), join(checkout, name), { recursive: true })
  for (const name of LINKS) await symlink(join(REPOSITORY, name), join(checkout, name))
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  const commit: Repository['commit'] = async (files, message = 'Change access') => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(checkout, path)), { recursive: true })
      await writeFile(join(checkout, path), text)
    }
    git('add', '--force', 'access', '.github', 'Pulumi.yaml')
    git('commit', '--quiet', '--allow-empty', '--message', message)
    return git('rev-parse', 'HEAD')
  }
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Ana')
  git('config', 'user.email', 'ana@northlight.example')
  git('config', 'commit.gpgsign', 'false')
  git('remote', 'add', 'origin', 'https://github.com/acme/access.git')
  await commit({ 'access/policy.yaml': policy }, 'The example agency')
  return {
    root: checkout,
    state: join(root, 'state'),
    commit,
    branch: (name) => {
      const known = git('branch', '--list', name) !== ''
      git('checkout', '--quiet', ...(known ? [name] : ['-b', name]))
    },
    merge: (name) => {
      git('checkout', '--quiet', 'main')
      git('merge', '--quiet', '--no-ff', '--message', `Merge ${name}`, name)
      return git('rev-parse', 'HEAD')
    },
    head: () => git('rev-parse', 'HEAD'),
    since: (commit) => git('rev-list', `${commit}..HEAD`).split('\n'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}
