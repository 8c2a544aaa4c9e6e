import { execFile } from 'node:child_process'
import { childEnvironment } from '../findings/child-environment.ts'

/** Git's own settings, and the agent with which it fetches what a partial clone lacks. */
const GIT = { names: ['SSH_AUTH_SOCK'], prefixes: ['GIT_'] }

const MOST_OUTPUT = 512 * 1024 * 1024

/** Output of a git command in a repository; throws without git, without a repository, or when git fails. */
export function git(root: string, args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd: root, env: childEnvironment(process.env, GIT), encoding: 'buffer', maxBuffer: MOST_OUTPUT },
      (error, stdout) => {
        if (error === null) resolve(stdout)
        else reject(error)
      },
    )
    // When git exits before it has read all input, its exit code says why; the broken pipe adds nothing.
    child.stdin?.on('error', () => undefined).end(input)
  })
}

/**
 * The merge base of two refs; later commits on the other branch are no change of this one. Undefined when git does not
 * know a ref, or the two share no commit (a shallow clone). `--end-of-options`: a ref that begins with a hyphen would
 * be an option.
 */
export async function mergeBase(root: string, a: string, b: string): Promise<string | undefined> {
  try {
    return (await git(root, ['merge-base', '--end-of-options', a, b])).toString().trim()
  } catch {
    return undefined
  }
}

/** The paths that differ between two commits, both names of a renamed file. Undefined when git fails. */
export async function changedPaths(root: string, from: string, to: string): Promise<string[] | undefined> {
  try {
    const args = ['diff', '--name-only', '-z', '--no-renames', '--end-of-options', from, to, '--']
    return (await git(root, args))
      .toString()
      .split('\0')
      .filter((path) => path !== '')
  } catch {
    return undefined
  }
}

/** The bytes of a file at a commit; undefined when the commit has no such file. */
export async function bytesAt(root: string, commit: string, path: string): Promise<Buffer | undefined> {
  try {
    return await git(root, ['cat-file', 'blob', `${commit}:${path}`])
  } catch {
    return undefined
  }
}

/** The last commit on this branch that brought a file as it is: a merge counts, not what it merged. */
export async function lastCommitOf(root: string, path: string): Promise<string | undefined> {
  try {
    const args = ['log', '-1', '--first-parent', '--format=%H', '--', path]
    const hash = (await git(root, args)).toString().trim()
    return hash === '' ? undefined : hash
  } catch {
    return undefined
  }
}

/** The first-parent commits of a branch after `before`, up to `after`, newest first. Undefined when git fails. */
export async function firstParents(
  root: string,
  before: string,
  after: string,
): Promise<string[] | undefined> {
  try {
    const args = ['rev-list', '--first-parent', '--end-of-options', `${before}..${after}`]
    return (await git(root, args))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    return undefined
  }
}
