import { wrap } from '../../plan/render/wrap.ts'
import { printable } from '../../findings/printable.ts'
import type { Row } from '../row.ts'

const STATE: Readonly<Record<Row['state'], string>> = { ok: 'ok', finding: 'fix', 'not-seen': 'unseen' }

/** The checks for a terminal, one line each, under their topics; the findings with their fixes are printed below it. */
export function rowsText(rows: readonly Row[], width = 80): string {
  const topics = Map.groupBy(rows, ({ topic }) => topic)
  const lines = [...topics].flatMap(([topic, own]) => [topic, ...own.flatMap((row) => rowLines(row, width))])
  return `${lines.map(printable).join('\n')}\n${countWords(rows)}\n`
}

function rowLines(row: Row, width: number): string[] {
  const head = `${STATE[row.state].padEnd(6)}  ${row.check}`
  const further = ' '.repeat(10)
  const codes = row.state === 'finding' ? [...new Set(row.findings.map(({ code }) => code))].join(', ') : ''
  const why = row.state === 'not-seen' ? row.why : codes
  return wrap(why === '' ? head : `${head}: ${why}`, width, '  ', further)
}

function countWords(rows: readonly Row[]): string {
  const count = (state: Row['state']): number => rows.filter((row) => row.state === state).length
  return `${count('ok')} ok, ${count('finding')} to fix, ${count('not-seen')} not seen`
}
