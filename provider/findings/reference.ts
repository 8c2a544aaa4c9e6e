import { ENGINE_FINDINGS } from './codes/engine.ts'
import { FILE_FINDINGS } from './codes/files.ts'
import { GRAPH_FINDINGS } from './codes/graph.ts'
import { MODEL_FINDINGS } from './codes/model.ts'
import { PLAN_FINDINGS } from './codes/plan.ts'
import type { Entry } from './finding.ts'

type Topic = { readonly title: string; readonly entries: Readonly<Record<string, Entry>> }

/** The parts of the catalogue in the order in which a run meets them. */
const TOPICS: readonly Topic[] = [
  { title: 'Files that cannot be read', entries: FILE_FINDINGS },
  { title: 'What the files say', entries: MODEL_FINDINGS },
  { title: 'What a command was asked to do', entries: PLAN_FINDINGS },
  { title: 'Meta', entries: GRAPH_FINDINGS },
  { title: 'The engine and its state', entries: ENGINE_FINDINGS },
]

const INTRODUCTION = `# Findings

Every code that metagrant can report, what it means and what to do. An error stops the command before anything is
written, a warning is told, a note informs. A word between braces stands for a value of the finding.

This file is generated from the catalogue in \`provider/findings\`; \`npx vitest run test/provider/findings -u\` writes it again.
`

const HEADER = ['Code', 'Severity', 'What it means', 'What to do'] as const

/** The text of docs/findings.md: a table per topic, a row per code with an anchor of its name. */
export function findingsReference(): string {
  return [INTRODUCTION, ...TOPICS.map(topicText)].join('\n')
}

function topicText({ title, entries }: Topic): string {
  const rows = Object.entries(entries).map(([code, { severity, text, fix }]) => [
    `<a id="${code.toLowerCase()}"></a>\`${code}\``,
    severity,
    cell(text),
    cell(fix),
  ])
  return `## ${title}\n\n${table([HEADER, ...rows])}\n`
}

/** What Markdown would take for markup stays text. */
function cell(text: string): string {
  return text.replace(/[|<>*`\\]/g, (char) => `\\${char}`)
}

/** Columns are padded as the formatter would do it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => line(row.map((text, column) => text.padEnd(widths[column] ?? 0))))
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
