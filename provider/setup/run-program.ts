import { spawn } from 'node:child_process'

/** Runs a program; undefined when it succeeds, else the reason in one line. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? `there is no ${program}` : error.message),
    )
    child.on('close', (code) =>
      resolve(code === 0 ? undefined : (lastLineOf(errors) ?? `${program} gave no reason`)),
    )
  })
}

function lastLineOf(text: string): string | undefined {
  return text
    .split('\n')
    .findLast((line) => line.trim() !== '' && !/^(go: downloading|\[notice\])/.test(line))
    ?.trim()
}
