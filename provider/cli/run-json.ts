import type { Finding } from '../findings/finding.ts'
import type { Context } from './context.ts'
import type { ExitCode } from './exit.ts'
import { main } from './main.ts'

/** What a command prints as JSON: its findings with their words, and beside them what the command alone has. */
export type JsonReport<T> = T & {
  readonly exit: ExitCode
  readonly findings: readonly (Finding & { readonly text: string; readonly fix: string })[]
}

/** Runs a command as a user would and answers with its report as data; `T` is what docs say this command prints. */
export async function runJson<T>(
  [command = '', ...args]: readonly string[],
  context: Context,
): Promise<JsonReport<T>> {
  let out = ''
  const output = { ...context.output, out: (text: string) => void (out += text) }
  // What follows "--" is a name, whatever it looks like.
  await main([command, '--format', 'json', ...args], { ...context, output })
  return JSON.parse(out) as JsonReport<T>
}
