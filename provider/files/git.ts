import { execFile } from 'node:child_process'

const MOST_OUTPUT = 512 * 1024 * 1024

/** Runs git at a folder and answers with its output, as bytes; throws when git fails. */
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
    // A git that ends before it has read says itself why; the broken pipe is no news.
    child.stdin?.on('error', () => undefined).end(input)
  })
}
