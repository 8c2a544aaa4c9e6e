import { hasErrors } from '../findings/has-errors.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import type { Finding } from '../findings/finding.ts'

/** The result of a workflow's run: exit code, findings, and a summary in Markdown. */
export type WorkflowRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly summary: string
  /** The commits that it made, for the job that vouches for them. */
  readonly made?: readonly string[]
}

/** A run to its end: an error among its findings fails the step. */
export function runOf(findings: readonly Finding[], summary: string): WorkflowRun {
  return { exit: hasErrors(findings) ? EXIT.error : EXIT.ok, findings, summary }
}
