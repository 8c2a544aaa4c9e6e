import { execFile } from 'node:child_process'

const MOST_OUTPUT = 512 * 1024 * 1024

/** What a git command prints in a repository; throws where there is no git, no repository, or git refuses. */
export function git(root: string, args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd: root, encoding: 'buffer', maxBuffer: MOST_OUTPUT },
      (error, stdout) => {
        if (error === null) resolve(stdout)
        else reject(error)
      },
    )
    // A git that ends before it has read all of it says why by its exit code.
    child.stdin?.on('error', () => undefined)
    // A git that ends before it has read says itself why; the broken pipe is no news.
    child.stdin?.on('error', () => undefined).end(input)
  })
}

/**
 * Where a branch left another: what came to the other since is no change of the branch. Undefined when git knows no such
 * commit, or the two share none (a shallow clone). A ref that begins with a hyphen would be an option to git.
 */
export async function mergeBase(root: string, a: string, b: string): Promise<string | undefined> {
  try {
    return (await git(root, ['merge-base', '--end-of-options', a, b])).toString().trim()
  } catch {
    return undefined
  }
}

/** The commits that a branch got from `before` (left out) to `after`, newest first, merged ones each as one. */
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
