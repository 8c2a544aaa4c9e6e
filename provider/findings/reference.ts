import { AUDIT_FINDINGS } from './codes/audit.ts'
import { DOCTOR_FINDINGS } from './codes/doctor.ts'
import { EDIT_FINDINGS } from './codes/edit.ts'
import { ENGINE_FINDINGS } from './codes/engine.ts'
import { FILE_FINDINGS } from './codes/files.ts'
import { GITHUB_FINDINGS } from './codes/github.ts'
import { GRAPH_FINDINGS } from './codes/graph.ts'
import { GUARD_FINDINGS } from './codes/guard.ts'
import { IMPORT_FINDINGS } from './codes/import.ts'
import { MODEL_FINDINGS } from './codes/model.ts'
import { OFFBOARD_FINDINGS } from './codes/offboard.ts'
import { PLAN_FINDINGS } from './codes/plan.ts'
import { POLICY_OWN_FINDINGS, POLICY_RULE_FINDINGS } from './codes/policy.ts'
import { SCAN_FINDINGS } from './codes/scan.ts'
import { REVIEW_FINDINGS } from './codes/review.ts'
import type { Entry, Severity } from './finding.ts'
import { linkTo, type Source } from './source.ts'
import { templateText } from './words.ts'

type Topic = {
  readonly title: string
  readonly text?: string
  readonly entries: Readonly<Record<string, Entry>>
  readonly severities?: Readonly<Record<Severity, string>>
}

/** Why a policy rule exists, as the rule itself says. */
type Why = {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly source: readonly Source[]
}

/** The parts of the catalogue in the order in which a run meets them. */
const TOPICS: readonly Topic[] = [
  { title: 'Files that cannot be read', entries: FILE_FINDINGS },
  { title: 'Files that cannot be written', entries: EDIT_FINDINGS },
  { title: 'What the files say', entries: MODEL_FINDINGS },
  {
    title: 'Policy',
    text: `The rules of least privilege, one file each in \`policies/rules\`. \`metagrant check\` and the engine run the same rules. A
mandatory rule refuses (exit 3), an advisory one warns. \`access/policy.yaml\` sets the severity, the limits and the
patterns; a client's file lowers a rule only by an entry under \`policy_exceptions\`, with who, reason, ticket and until.`,
    entries: POLICY_RULE_FINDINGS,
    severities: { error: 'mandatory', warning: 'advisory', note: 'note' },
  },
  {
    title: 'The policy itself',
    text: 'What no file and no exception can lower.',
    entries: POLICY_OWN_FINDINGS,
  },
  { title: 'What a command was asked to do', entries: PLAN_FINDINGS },
  { title: 'What a plan would do', entries: GUARD_FINDINGS },
  {
    title: 'What a scan sees',
    text: `A scan refuses nothing: it reports what the state is. An error is access that nobody approved. A warning is access that
differs from the files, is pending, or is unknown. A note is for information and leaves nothing open. Each fix says what
\`metagrant apply\` does, or what only a person can do.`,
    entries: SCAN_FINDINGS,
  },
  { title: 'The end of a relationship', entries: OFFBOARD_FINDINGS },
  { title: 'What a review finds', entries: REVIEW_FINDINGS },
  { title: 'Who changed what', entries: AUDIT_FINDINGS },
  { title: 'What an import leaves for a person', entries: IMPORT_FINDINGS },
  { title: 'Meta', entries: GRAPH_FINDINGS },
  { title: 'The engine and its state', entries: ENGINE_FINDINGS },
  { title: 'The machine and the settings at GitHub', entries: DOCTOR_FINDINGS },
  { title: 'GitHub', entries: GITHUB_FINDINGS },
]

const INTRODUCTION = `# Findings

Every code that metagrant can report, what it means and what to do. An error stops the command before it writes
anything. A warning asks for attention and stops nothing. A note is for information. A word between braces stands for a
value of the finding.

This file is generated from the catalogue in \`provider/findings\`; \`npx vitest run test/provider/findings -u\` writes it again.
`

const HEADER = ['Code', 'Severity', 'What it means', 'What to do'] as const

/**
 * The text of docs/findings.md: a table for each topic, and a row with an anchor for each code; `whys` are the policy
 * rules.
 */
export function findingsReference(whys: readonly Why[]): string {
  return [INTRODUCTION, ...TOPICS.map((topic) => topicText(topic, whys))].join('\n')
}

function topicText({ title, text: about, entries, severities }: Topic, whys: readonly Why[]): string {
  const rows = Object.entries(entries).map(([code, { severity, text, fix }]) => [
    `<a id="${code.toLowerCase()}"></a>\`${code}\``,
    severities?.[severity] ?? severity,
    `${templateCell(text)}${whyText(whys.find(({ id }) => id === code))}`,
    templateCell(fix),
  ])
  return `## ${title}\n\n${about === undefined ? '' : `${about}\n\n`}${table([HEADER, ...rows])}\n`
}

function whyText(why: Why | undefined): string {
  if (why === undefined) return ''
  return `<br>**${cell(why.title)}.** ${cell(why.reason)} _Source: ${why.source.map(linkText).join(', ')}_`
}

function linkText(source: Source): string {
  const { text, address } = linkTo(source)
  return `[${cell(text)}](${address})`
}

function templateCell(text: string): string {
  return cell(templateText(text, (name) => `{${name}}`))
}

/** Escapes text that Markdown would take for markup. */
function cell(text: string): string {
  return text.replace(/[|<>*`\\]/g, (char) => `\\${char}`)
}

/** Pads columns as the formatter would. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => line(row.map((text, column) => text.padEnd(widths[column] ?? 0))))
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
