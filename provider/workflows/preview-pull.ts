import type { RunContext } from '../runs/wiring/context.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import type { JudgedPlan } from '../runs/judge-plans.ts'
import { planExit, planRun } from '../runs/plan.ts'
import { changedPaths, mergeBase } from '../files/git.ts'
import { finding } from '../findings/catalogue.ts'
import { printable } from '../findings/printable.ts'
import { counted } from '../findings/phrases.ts'
import type { Finding } from '../findings/finding.ts'
import { trailersFor } from '../github/overrides.ts'
import { PLAN_CONTEXT, planStatus } from '../github/plan-status.ts'
import type { Status } from '../github/statuses.ts'
import type { Overrides } from '../plan/guard/limits.ts'
import { MOST_CHARACTERS, plansMarkdown } from '../plan/render/markdown.ts'
import type { Plan } from '../plan/plan.ts'
import { planWords } from '../plan/words.ts'
import { makesPlans } from './plan-makers.ts'

/** What a preview writes to its pull request. The comment holds no time and no commit: same plan, same bytes. */
export type PullPreview = {
  readonly comment: string
  readonly statuses: readonly Status[]
}

/** Start of the plan's comment; it identifies the comment later. */
export const PLAN_MARKER = '<!-- metagrant:plan -->'

const TITLE = `${PLAN_MARKER}\n## What this changes at Meta\n\n`
const APPROVING =
  '\n---\nApproving this pull request approves exactly these plans. The merge plans again, and refuses a plan that differs.\n'
const NOT_APPROVING =
  '\n---\nApproving this pull request applies nothing until what refuses it is corrected.\n'

/**
 * Plans the clients whose access the pull request changes, on transports that cannot write; all of them where it changes
 * what makes plans, or where git does not tell.
 */
export async function previewPull(
  context: RunContext,
  base: string,
  overrides: Overrides,
): Promise<PullPreview & { readonly findings: readonly Finding[]; readonly exit: ExitCode }> {
  // Later commits on the base branch are no change of this pull request.
  const since = (await mergeBase(context.root, base, 'HEAD')) ?? base
  const makers = (await changedPaths(context.root, since, 'HEAD'))?.filter(makesPlans)
  const choice =
    makers?.length === 0
      ? { names: [], all: false, changedSince: since }
      : { names: [], all: true, withoutBroken: true }
  const planned = await planRun(context, choice, overrides, 'to show')
  const around = `${makerWords(makers)}${overrideWords(overrides)}`
  if ('errors' in planned) return told([], planned.errors, EXIT.error, around)
  return told(planned.plans, planned.findings, planExit(planned), around)
}

const PASSING: readonly ExitCode[] = [EXIT.ok, EXIT.changes, EXIT.unread]

function told(
  targets: readonly JudgedPlan[],
  found: readonly Finding[],
  exit: ExitCode,
  words: string,
): PullPreview & { readonly findings: readonly Finding[]; readonly exit: ExitCode } {
  const plans = targets.map(({ plan }) => plan)
  const verdict = verdictWords(plans, found, exit)
  const around = `${TITLE}${verdict}${words}${APPROVING}`
  const { text, complete } = plansMarkdown(plans, found, MOST_CHARACTERS - around.length)
  // What cannot be read now stops no other change: the comment names it, and a merge plans again.
  const passes = complete && PASSING.includes(exit)
  const changes = planWords(plans)
  return {
    comment: `${TITLE}${complete ? verdict : ''}${text}${words}${passes ? APPROVING : NOT_APPROVING}`,
    statuses: [
      ...targets.map(({ plan, applicable }) => planStatus(plan, complete && applicable)),
      {
        context: PLAN_CONTEXT,
        state: passes ? 'success' : 'failure',
        description: passes
          ? `${counted(plans.length, 'plan')}, ${changes}`
          : 'Refused, or no plan: see the comment',
      },
    ],
    findings: complete ? found : [...found, finding('PLAN_TOO_LONG', { limit: MOST_CHARACTERS })],
    exit: complete ? exit : EXIT.refused,
  }
}

/** What a reviewer reads first: whether it can be merged, and what refuses it, with the trailer that would allow it. */
function verdictWords(plans: readonly Plan[], found: readonly Finding[], exit: ExitCode): string {
  const errors = found.filter(({ severity }) => severity === 'error')
  if (!PASSING.includes(exit)) {
    const codes = [...new Set(errors.map(({ code }) => code))]
    const trailers = trailersFor(errors)
    const allow =
      trailers.length === 0
        ? ''
        : ` If this is meant, end a commit's message with:\n\n\`\`\`\n${trailers.join('\n')}\n\`\`\`\n`
    return `**Refused: ${codes.join(', ')}.** The findings below say why.${allow}\n\n`
  }
  const unread = plans.flatMap(({ unknown }) => unknown).length
  const unseen =
    unread === 0 ? '' : ` Meta does not show ${counted(unread, 'asset')}: what changes there is unknown.`
  const nothing = plans.every(
    ({ changes, later, moves }) => changes.length + later.length + moves.length === 0,
  )
  if (nothing) return unseen === '' ? '' : `**Nothing that Meta shows changes.**${unseen}\n\n`
  return `**Can be merged once it is approved.** Policy and guard let it pass.${unseen}\n\n`
}

/** Most paths that the comment names. */
const MOST_NAMED = 5

function makerWords(makers: readonly string[] | undefined): string {
  if (makers?.length === 0) return ''
  const named = (makers ?? [])
    .slice(0, MOST_NAMED)
    .map((path) => `\`${printable(path).replaceAll('`', "'")}\``)
  const what =
    makers === undefined
      ? 'may change what makes plans'
      : `changes what makes plans (${named.join(', ')}${makers.length > MOST_NAMED ? ', ...' : ''})`
  return `\nIt ${what}. So these are the plans of all clients: they show everything that differs from Meta now, by this change or not.\n`
}

function overrideWords(overrides: Overrides): string {
  const given = Object.entries(overrides).map(([name, number]) => `\`Allow-${name}: ${number}\``)
  return given.length === 0 ? '' : `\nIts commits raise the limits of the guard: ${given.join(', ')}\n`
}
