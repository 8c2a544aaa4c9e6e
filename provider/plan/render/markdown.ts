import { counted } from '../../findings/phrases.ts'
import type { Finding } from '../../findings/finding.ts'
import { findingsMarkdown } from '../../findings/render/markdown.ts'
import { SHORT_DIGEST } from '../digest.ts'
import { movesInWords, moveWords } from '../move.ts'
import type { Plan } from '../plan.ts'
import { titleOf } from '../titles.ts'
import { isNeverFolded } from '../never-folded.ts'
import { planWords, waitingBeside, waitingWords } from '../words.ts'
import { cell, CHANGE_HEADER, changeRow, groupedRows, personRows } from './markdown-rows.ts'

/**
 * Most characters of the whole. A comment on GitHub holds 65,536 (FACT); the rest is reserved for GitHub's own
 * rendering.
 */
export const MOST_CHARACTERS = 60_000

/** Most of these for findings, when the plan needs the rest. */
const MOST_FOR_FINDINGS = 15_000

export type PlanMarkdown = {
  readonly text: string
  /** Whether it holds everything that a reviewer must see. A plan that cannot be shown must not be approved. */
  readonly complete: boolean
}

/**
 * Plans and findings as one comment of at most `limit` characters: same plans, same text. Changes that revoke or raise
 * access come first and are never cut; when they are too long one by one, they are grouped by subject and level.
 * Grants, pending items and findings fill the rest; what does not fit is counted.
 */
export function plansMarkdown(
  plans: readonly Plan[],
  findings: readonly Finding[],
  limit: number = MOST_CHARACTERS,
): PlanMarkdown {
  const head = headOf(plans, findings)
  const moves = movesPart(plans)
  const changed = neverFoldedParts(plans, limit - head.length - moves.length - MOST_FOR_FINDINGS)
  const must = changed === undefined ? undefined : `${moves}${changed}`
  if (must === undefined) return { text: `${head}${TOO_LONG}${findingsPart(findings)}`, complete: false }
  const told = findingsPart(findings)
  const room = limit - head.length - must.length - told.length
  return { text: `${head}${must}${restParts(plans, room)}${told}`, complete: true }
}

const TOO_LONG = `
> [!CAUTION]
> This plan is too long for a comment: its removals and raises do not fit, even grouped. Nobody can approve it. Split the
> pull request, or read the plan with \`npx metagrant preview\`.
`

function headOf(plans: readonly Plan[], findings: readonly Finding[]): string {
  const failed = findings.some(({ severity }) => severity === 'error')
  if (plans.length === 0)
    return failed ? 'No plan: see the findings\n' : 'No client changes: nothing changes at Meta\n'
  const clients = counted(plans.length, 'client')
  return `**${clients}, ${planWords(plans)}**\n`
}

/** Every pair of clients between which assets move, once. Each asset stands in the part of its client. */
function movesPart(plans: readonly Plan[]): string {
  const lines = new Set(plans.flatMap(({ moves }) => movesInWords(moves)))
  return lines.size === 0 ? '' : `\n### Moved between clients\n\n${[...lines].map(itemOf).join('')}`
}

function neverFoldedParts(plans: readonly Plan[], room: number): string | undefined {
  const shown = plans
    .map(({ stack, changes, later }) => ({ stack, changes: [...changes, ...later].filter(isNeverFolded) }))
    .filter(({ changes }) => changes.length > 0)
  if (shown.length === 0) return ''
  for (const rows of [personRows, groupedRows]) {
    const parts = shown.map(
      ({ stack, changes }) => `\n**${cell(stack)}**\n\n${CHANGE_HEADER}${rows(changes).join('')}`,
    )
    const text = `\n### What needs a second look\n${parts.join('')}`
    if (text.length <= room) return text
  }
  return undefined
}

function findingsPart(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  return `\n### Findings\n\n${findingsMarkdown(findings, { rows: 50, characters: MOST_FOR_FINDINGS - 2000 })}`
}

/** A folding part for each client while there is room; then one line each; then one line for all others. */
function restParts(plans: readonly Plan[], room: number): string {
  const lines: string[] = []
  let left = room - 200
  for (const [index, plan] of plans.entries()) {
    const heading = summaryOf(plan)
    const others = plans.length - index - 1
    const part = detailsOf(plan, left - others * 200)
    const line = `\n- ${heading}\n`
    const own = part !== undefined && part.length <= left ? part : line
    if (own.length > left) return `${lines.join('')}\nand ${counted(others + 1, 'more client')}\n`
    left -= own.length
    lines.push(own)
  }
  return lines.join('')
}

function summaryOf(plan: Plan): string {
  const { stack, digest } = plan
  return `<b>${cell(stack)}</b>: ${planWords([plan])}, digest <code>${digest.slice(0, SHORT_DIGEST)}</code>`
}

function detailsOf(plan: Plan, room: number): string | undefined {
  const frame = `\n<details><summary>${summaryOf(plan)}</summary>\n\n\n</details>\n`
  const sections = [
    ...sectionOf('', plan.changes.filter((change) => !isNeverFolded(change)).map(changeRow), CHANGE_HEADER),
    ...sectionOf(
      'Later, by itself',
      plan.later.filter((change) => !isNeverFolded(change)).map(changeRow),
      CHANGE_HEADER,
    ),
    ...sectionOf(
      'Moves, nothing changes at Meta',
      plan.moves.map((one) => itemOf(moveWords(plan.stack, one))),
    ),
    ...sectionOf(
      'Waiting',
      waitingBeside(plan).map((one) => itemOf(waitingWords(one))),
    ),
    ...sectionOf(
      'Not in the files, left as it is',
      plan.unmanaged.map(({ asset, principal, held }) =>
        itemOf(`${principal}: ${held.level} on ${titleOf(asset)}`),
      ),
    ),
    ...sectionOf(
      'Unknown, left as it is',
      plan.unknown.map(({ asset, message }) => itemOf(`${titleOf(asset)}: ${message}`)),
    ),
  ]
  if (sections.length === 0) return undefined
  const inside = fitted(sections, room - frame.length)
  return inside === undefined
    ? undefined
    : frame.replace('\n\n\n</details>', () => `\n\n${inside}\n</details>`)
}

type Section = { readonly head: string; readonly rows: readonly string[] }

function sectionOf(title: string, rows: readonly string[], header = ''): Section[] {
  const head = `${title === '' ? '' : `\n**${title}**\n\n`}${header}`
  return rows.length === 0 ? [] : [{ head, rows }]
}

function itemOf(text: string): string {
  return `- ${cell(text)}\n`
}

/** Each section's rows while there is room, and the number left out. */
function fitted(sections: readonly Section[], room: number): string | undefined {
  const parts: string[] = []
  let left = room
  for (const { head, rows } of sections) {
    const spare = 40
    let used = head.length + spare
    const shown: string[] = []
    for (const row of rows) {
      if (used + row.length > left) break
      used += row.length
      shown.push(row)
    }
    if (shown.length === 0)
      return parts.length === 0 ? undefined : `${parts.join('')}\nand more, not shown here\n`
    const cut = rows.length - shown.length
    parts.push(`${head}${shown.join('')}${cut === 0 ? '' : `\nand ${cut} more\n`}`)
    left -= used
  }
  return parts.join('')
}
