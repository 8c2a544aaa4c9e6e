import { readFileSync } from 'node:fs'
import * as core from '@actions/core'
import type { RunContext } from '../../../provider/runs/wiring/context.ts'
import { stopOnSignals } from '../../../provider/runs/wiring/stop-on-signals.ts'
import { EXIT, type ExitCode } from '../../../provider/runs/wiring/exit.ts'
import { finding } from '../../../provider/findings/catalogue.ts'
import type { Finding } from '../../../provider/findings/finding.ts'
import { printable } from '../../../provider/findings/printable.ts'
import { findingsGithub } from '../../../provider/findings/render/github.ts'
import { connectGitHub, type GitHub } from '../../../provider/github/connect.ts'
import { findingOfGitHub } from '../../../provider/github/finding-of.ts'
import { GitHubError } from '../../../provider/github/github-error.ts'
import { censor } from '../../../provider/findings/without-secrets.ts'
import { withClientTokens } from '../../../provider/workflows/client-tokens.ts'
import { parseEvent, type WorkflowEvent } from '../../../provider/workflows/event.ts'

/** What a step of a workflow gets: the checkout, its event, GitHub, and the page of its run. */
export type Job = {
  readonly context: RunContext
  readonly env: NodeJS.ProcessEnv
  readonly event: WorkflowEvent
  readonly github: () => GitHub
  readonly runUrl: string
}

/** The result of a step; `findings` become annotations of the run. */
export type StepOutcome = { readonly exit: ExitCode; readonly findings?: readonly Finding[] }

/** Thrown when a step cannot continue, with the finding that says why. */
class StepFailed extends Error {
  readonly finding: Finding

  constructor(found: Finding) {
    super(found.code)
    this.finding = found
  }
}

/** Runs one step: every error becomes an annotation with a fix, and never a stack trace. */
export async function runStep(step: (job: Job) => Promise<StepOutcome>): Promise<void> {
  const { exit, findings = [] } = await step(jobOf(process.env)).catch(failed)
  process.stdout.write(clean(findingsGithub(findings)))
  // A pull request is meant to have changes; only an error or a refusal fails its job.
  process.exitCode = exit === EXIT.ok || exit === EXIT.changes ? 0 : exit
}

/**
 * The exit of a step that only reports: what it could not read is told there, like everything open, and fails no job.
 */
export function openAs(exit: ExitCode): ExitCode {
  return exit === EXIT.unread ? EXIT.changes : exit
}

/**
 * Adds to the summary of the job, which holds 1 MiB. Source: GitHub docs, "Adding a job summary" (FACT). A step may have
 * written to Meta before: where the summary cannot be written, the text goes into the log, and the step ends as it would.
 */
export async function summarise(markdown: string): Promise<void> {
  if (process.env['GITHUB_STEP_SUMMARY'] === undefined) return
  try {
    await core.summary.addRaw(clean(`${markdown}\n`)).write()
  } catch (error) {
    core.summary.emptyBuffer()
    say(markdown)
    const reason = error instanceof Error ? error.message : String(error)
    process.stdout.write(clean(findingsGithub([finding('SUMMARY_UNWRITTEN', { reason })])))
  }
}

/** Adds the tokens of many clients, which the environment of a job without a client holds as one secret. */
export function forClients(context: RunContext): RunContext {
  return { ...context, env: withClientTokens(context.env, core.setSecret) }
}

/** All that a step prints goes through here; what it sends to GitHub is cleaned by the client (`connect.ts`). */
const clean = censor(process.env)

function jobOf(env: NodeJS.ProcessEnv): Job {
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
  return {
    context: {
      root: process.cwd(),
      env,
      now: () => new Date(),
      stop: stopOnSignals(say),
      progress: say,
    },
    env,
    event: parseEvent(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')),
    github: () => {
      const github = connectGitHub(env)
      if (github === undefined) throw new StepFailed(finding('GITHUB_NOT_NAMED', {}))
      return github
    },
    runUrl: `${server}/${env['GITHUB_REPOSITORY'] ?? ''}/actions/runs/${env['GITHUB_RUN_ID'] ?? ''}`,
  }
}

/** A line of a log that begins with "::" is a command to the runner, so ours begin with "|". */
function say(text: string): void {
  const lines = text.split('\n').filter((line) => line !== '')
  core.info(clean(lines.map((line) => `| ${printable(line)}`).join('\n')))
}

function failed(error: unknown): StepOutcome {
  return { exit: EXIT.error, findings: [findingOf(error)] }
}

function findingOf(error: unknown): Finding {
  if (error instanceof StepFailed) return error.finding
  if (error instanceof GitHubError) return findingOfGitHub(error)
  const message = error instanceof Error ? error.message : String(error)
  return finding('INTERNAL_ERROR', { message })
}
