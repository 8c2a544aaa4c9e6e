import type { Finding } from '../findings/finding.ts'
import { findingsGithub } from '../findings/render/github.ts'
import { findingJson } from '../findings/render/json.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import { findingsSarif } from '../findings/render/sarif.ts'
import { findingsText } from '../findings/render/text.ts'
import { worstFirst } from '../findings/worst-first.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import type { Output } from '../terminal/output.ts'

/**
 * How a command prints: `text` for people, `json` for programs, and the findings alone as `sarif` (code scanning),
 * `github` (annotations of a workflow run) or `markdown` (a comment). Each command offers those that fit it.
 */
export type Format = 'text' | 'json' | 'sarif' | 'github' | 'markdown'

/** The version of the JSON that commands print. */
const REPORT_VERSION = 1

/** Findings that a terminal shows: more are no longer read, and are in the JSON. */
const MOST_SHOWN = 100

export type CommandReport = {
  readonly command: string
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  /** The command's own result, for JSON. */
  readonly result: Readonly<Record<string, unknown>>
  /** The same for a person; findings are added below it. */
  readonly text: string
}

/** Prints what a command came to, in the form asked for, and gives its exit code back. */
export function report(output: Output, format: Format, one: CommandReport): ExitCode {
  output.settle()
  PRINT[format](output, one)
  return one.exit
}

const PRINT: Readonly<Record<Format, (output: Output, report: CommandReport) => void>> = {
  text: printText,
  json: (output, { command, exit, findings, result }) => {
    const body = { version: REPORT_VERSION, command, exit, ...result, findings: findings.map(findingJson) }
    output.out(`${JSON.stringify(body, null, 2)}\n`)
  },
  sarif: (output, { command, findings }) => output.out(findingsSarif(findings, command)),
  github: (output, { findings }) => output.out(findingsGithub(findings)),
  markdown: (output, { findings }) => output.out(findingsMarkdown(findings)),
}

/** All findings in their order, or the worst of very many. */
function printText({ out, err }: Output, { findings, text }: CommandReport): void {
  out(text)
  const { shown, cut } = worstFirst(findings, MOST_SHOWN)
  err(findingsText(cut === 0 ? findings : shown))
  if (cut > 0) err(`and ${cut} more: --format json has all of them\n`)
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
