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
 * Output formats: `text` for people, `json` for programs, and findings only as `sarif` (code scanning), `github`
 * (annotations of a workflow run) or `markdown` (a comment). Each command offers those that fit it.
 */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'markdown'] as const
export type Format = (typeof FORMATS)[number]

/** Version of the printed JSON. */
const REPORT_VERSION = 1

/** Most findings that a terminal shows; nobody reads more, and the JSON has all. */
const MOST_SHOWN = 100

export type CommandReport = {
  readonly command: string
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  /** The command's own result, for JSON. */
  readonly result: Readonly<Record<string, unknown>>
  /** The same result for people; findings are printed below it. */
  readonly text: string
}

/** Prints a command's result in the chosen format and returns its exit code. */
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

/** All findings in their order, or only the worst when there are too many. */
function printText({ out, err }: Output, { findings, text }: CommandReport): void {
  if (text !== '') out(text)
  const { shown, cut } = worstFirst(findings, MOST_SHOWN)
  err(findingsText(cut === 0 ? findings : shown))
  if (cut > 0) err(`and ${cut} more: --format json has all of them\n`)
}

/** Reports a command that could not run; exits with 1. */
export function failed(
  output: Output,
  format: Format,
  command: string,
  findings: readonly Finding[],
): ExitCode {
  return report(output, format, { command, exit: EXIT.error, findings, result: {}, text: '' })
}
