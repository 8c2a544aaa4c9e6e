import { loadModel } from '../runs/wiring/load.ts'
import { slugIn } from '../model/access-files.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { applyNarrowly } from '../runs/apply-narrowly.ts'
import type { RunContext } from '../runs/wiring/context.ts'
import { EXIT, type ExitCode } from '../runs/wiring/exit.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { findingsMarkdown } from '../findings/render/markdown.ts'
import { markdownText } from '../findings/render/markdown-text.ts'
import { putComment } from '../github/comments.ts'
import type { GitHub } from '../github/connect.ts'
import { LABEL } from '../github/names.ts'
import { putPull } from '../github/put-pull.ts'
import { CLIENTS_FOLDER } from '../model/access-files.ts'
import { HOUR } from '../model/days.ts'
import { minuteOf, type Moment } from '../model/moment.ts'
import type { Change } from '../plan/change.ts'
import { NOTHING_ANNOUNCED } from '../plan/guard/announced.ts'
import { branchOf, MOST_HOURS, type BreakGlass } from './break-glass-record.ts'
import { withException } from './with-exception.ts'

/** A request for emergency access; texts are as typed. */
export type BreakGlassOrder = Omit<BreakGlass, 'until'> & {
  readonly hours: string
  readonly reason: string
  readonly ticket: string
  /** Login and account number of the requester, the id of this run, and its page. */
  readonly by: string
  readonly byId: string
  readonly run: string
  readonly runUrl: string
}

export type BreakGlassRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly until: Moment | undefined
}

const MARKER = '<!-- metagrant:break-glass-given -->'

/**
 * Gives one person one level on one asset now, for at most four hours. The pull request with the exception comes first:
 * by its branch `expire` revokes the access even if this run dies. Nothing else of the client's plan is applied.
 * `recorded` gets the end as soon as the pull request exists.
 */
export async function breakGlass(
  context: RunContext,
  github: GitHub,
  order: BreakGlassOrder,
  recorded: (until: Moment) => void,
): Promise<BreakGlassRun> {
  const hours = Number(order.hours)
  if (!Number.isInteger(hours) || hours < 1 || hours > MOST_HOURS)
    return refused([finding('BREAK_GLASS_HOURS', { hours: order.hours, most: MOST_HOURS })])
  const until = minuteOf(new Date(context.now().getTime() + hours * HOUR))
  const record: BreakGlass = {
    client: order.client,
    who: order.who,
    asset: order.asset,
    level: order.level,
    until,
  }
  const written = await withException(context, record, order)
  if (!('text' in written)) return refused(written.findings)
  const wrong = await wrongIn(context, order.client)
  if (wrong.length > 0) return refused(wrong)
  const { number } = await putPull(github, {
    branch: branchOf(record, order.run),
    title: `Break-glass: ${order.who} at ${order.client} until ${until}`,
    body: bodyOf(record, order),
    message: `Break-glass for ${order.who} at ${order.client} until ${until}`,
    label: LABEL.breakGlass,
    assignees: [order.by],
    author: { login: order.by, id: order.byId },
    files: new Map([[written.path, written.text]]),
  })
  recorded(until)
  const applied = await applyNarrowly(context, order.client, {
    isMeant: (change) => isAskedFor(change, record),
    mayBeOn: (asset) => asset === record.asset,
    announced: NOTHING_ANNOUNCED,
    // The environment's reviewer has seen the level, so this one person may gain control.
    overrides: { admins: 1 },
  })
  const done = applied.done.length > 0
  const told = findingsMarkdown(applied.findings)
  const words = done
    ? `Granted until ${until}.`
    : `Not seen to be granted: it is pending, refused, not shown or there already.\n\n${told}`
  if (number !== undefined) await putComment(github, number, MARKER, `${MARKER}\n${words}\n\n${order.runUrl}`)
  return { exit: done ? EXIT.ok : EXIT.error, findings: applied.findings, until }
}

function refused(findings: readonly Finding[]): BreakGlassRun {
  return { exit: EXIT.refused, findings, until: undefined }
}

/** Errors of the model and the policy in the files with the exception. */
async function wrongIn(context: RunContext, client: string): Promise<Finding[]> {
  const { findings, policy } = await loadModel(context)
  return [...findings, ...policy].filter((one) => {
    const slug = slugIn(one.address?.file)
    return hasErrors([one]) && (slug === undefined || slug === client)
  })
}

function isAskedFor({ asset, subject, after }: Change, { who, asset: id }: BreakGlass): boolean {
  return 'principal' in subject && subject.principal === who && asset.id === id && after !== undefined
}

function bodyOf(record: BreakGlass, { reason, ticket, by, runUrl }: BreakGlassOrder): string {
  const { client, who, asset, level, until } = record
  const rows = [
    ['Who', who],
    ['What', `${level} on ${asset}`],
    ['Client', `${CLIENTS_FOLDER}${client}.yaml`],
    ['Until', until],
    ['Reason', reason],
    ['Ticket', ticket],
    ['Requested by', by],
  ]
  return [
    'Emergency access: metagrant granted it without waiting for this pull request, and revokes it at its end.',
    `| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${markdownText(value ?? '')} |`).join('\n')}`,
    [
      '- Do not merge this to keep the access longer: open an ordinary pull request with a reason and an end.',
      '- After the end, the workflow **expire** comments here and closes this pull request.',
      `- [The run that granted it](${runUrl})`,
    ].join('\n'),
  ].join('\n\n')
}
