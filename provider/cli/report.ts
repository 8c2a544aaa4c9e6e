import type { Finding } from '../findings/finding.ts'
import { findingJson } from '../findings/render/json.ts'
import { findingsText } from '../findings/render/text.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { Format, Output } from './output.ts'

/** The version of the JSON that commands print. */
const REPORT_VERSION = 1

export type Report = {
  readonly command: string
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  /** The command's own result, for JSON. */
  readonly result: Readonly<Record<string, unknown>>
  /** The same for a person; findings are added below it. */
  readonly text: string
}

/** Prints what a command came to, in the form asked for, and gives its exit code back. */
export function report(
  output: Output,
  format: Format,
  { command, exit, findings, result, text }: Report,
): ExitCode {
  output.settle()
  if (format === 'json') {
    const body = { version: REPORT_VERSION, command, exit, ...result, findings: findings.map(findingJson) }
    output.out(`${JSON.stringify(body, null, 2)}\n`)
  } else {
    output.out(text)
    output.err(findingsText(findings))
  }
  return exit
}

/** Whether any finding stops the command. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error')
}

/** A command that could not do what it was asked for. */
export function failed(
  output: Output,
  format: Format,
  command: string,
  findings: readonly Finding[],
): ExitCode {
  return report(output, format, { command, exit: EXIT.error, findings, result: {}, text: '' })
}
