import { wrap } from '../../findings/wrap.ts'
import { printable } from '../../findings/printable.ts'
import type { DoctorRow } from '../row.ts'

const STATE: Readonly<Record<DoctorRow['state'], string>> = { ok: 'ok', finding: 'fix', 'not-seen': 'unseen' }

/** The checks for a terminal, one line each, by topic; findings and fixes are printed below. */
export function rowsText(rows: readonly DoctorRow[], width = 80): string {
  const topics = Map.groupBy(rows, ({ topic }) => topic)
  const lines = [...topics].flatMap(([topic, own]) => [topic, ...own.flatMap((row) => rowLines(row, width))])
  return `${lines.map(printable).join('\n')}\n${countWords(rows)}\n`
}

function rowLines(row: DoctorRow, width: number): string[] {
  const head = `${STATE[row.state].padEnd(6)}  ${row.check}`
  const further = ' '.repeat(10)
  const codes = row.state === 'finding' ? [...new Set(row.findings.map(({ code }) => code))].join(', ') : ''
  const why = row.state === 'not-seen' ? row.why : codes
  return wrap(why === '' ? head : `${head}: ${why}`, width, '  ', further)
}

function countWords(rows: readonly DoctorRow[]): string {
  const count = (state: DoctorRow['state']): number => rows.filter((row) => row.state === state).length
  return `${count('ok')} ok, ${count('finding')} to fix, ${count('not-seen')} not seen`
}
