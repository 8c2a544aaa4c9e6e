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
    child.stdin?.end(input)
  })
}
