import { printable } from '../findings/printable.ts'
import { markdownText } from '../findings/render/markdown-text.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Client, Offboarded } from '../model/model.ts'
import type { Standing } from '../plan/guard/guard-input.ts'
import { heldFrom } from '../plan/held.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import { byKindAndId } from '../model/order.ts'
import type { Plan } from '../plan/plan.ts'
import { titleOf } from '../plan/titles.ts'
import { levelWords, subjectWords, waitingWords } from '../plan/words.ts'

/** The inputs of a record: who left, the access before, and the plan. */
export type EndedClient = {
  readonly client: Pick<Client, 'slug' | 'name' | 'business'>
  readonly offboarded: Pick<Offboarded, 'since' | 'by' | 'reason' | 'ticket'>
  readonly plan: Plan
  readonly standings: readonly Standing[]
}

/** Path of an offboarding record, relative to the root; a client who returns and leaves again gets another. */
export function recordPath(
  { slug }: Pick<DesiredClient, 'slug'>,
  { since }: Pick<Offboarded, 'since'>,
): string {
  return `access/records/${slug}-offboarded-${since}.md`
}

/**
 * The start of an offboarding record, in Markdown: reason, access, and what others must end. Its last section is open:
 * every step appends a line, so an interrupted run leaves a record too.
 */
export function recordText({ client, offboarded, plan, standings }: EndedClient): string {
  const facts: Rows = [
    ['Business', client.business],
    ['End decided for', offboarded.since],
    ['Decided by', offboarded.by],
    ['Ticket', offboarded.ticket],
    ['Reason', offboarded.reason],
    ['Plan', plan.digest.slice(0, SHORT_DIGEST)],
  ]
  const kept = inOrder(standings).flatMap(({ asset }) =>
    asset.own === true
      ? [`- ${markdown(titleOf(asset))}: the client shared nothing, so nothing goes back`]
      : [],
  )
  const left = plan.waiting.map((one) => `- ${markdown(waitingWords(one))}`)
  return [
    `# Offboarded: ${markdown(client.name)} (${client.slug})`,
    table(['', ''], facts),
    '## Who had access',
    table(['What', 'Who', 'Level'], accessRows(standings, plan)),
    '## Left to others',
    left.length === 0 ? 'Nothing.' : left.join('\n'),
    ...(kept.length === 0 ? [] : ['## What our Business keeps', kept.join('\n')]),
    '## What was done',
    '',
  ].join('\n\n')
}

/** One line of the record's last section. */
export function stepLine(now: Date, what: string): string {
  return `- ${now.toISOString().slice(0, 19)}Z ${markdown(what)}\n`
}

type Rows = readonly (readonly string[])[]

/** People before the plan, then the shares that it ends. */
function accessRows(standings: readonly Standing[], { changes }: Plan): Rows {
  const people = inOrder(standings).flatMap(({ asset, people: own }) =>
    Object.entries(own).map(([principal, tasks]) => {
      const level = asset.kind === 'business' ? tasks.join(', ') : heldFrom(asset.kind, tasks).level
      return [titleOf(asset), principal, level]
    }),
  )
  const shares = changes
    .filter(({ subject }) => 'partner' in subject)
    .map((change) => [
      titleOf(change.asset),
      subjectWords(change.subject),
      levelWords({ ...change, before: undefined, after: change.before }),
    ])
  const rows = [...people, ...shares]
  return rows.length === 0 ? [['nothing', '', '']] : rows
}

/** Sorts like the plan, because the engine's order varies. */
function inOrder(standings: readonly Standing[]): Standing[] {
  return standings.toSorted((a, b) => byKindAndId(a.asset, b.asset))
}

function table(header: readonly string[], rows: Rows): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdown).join(' | ')} |`
  return [line(header), `|${header.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

/** Escapes texts of others: no markup, no mentions, no terminal control. */
function markdown(text: string): string {
  return markdownText(printable(text))
}
