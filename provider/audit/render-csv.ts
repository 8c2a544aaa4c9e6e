import { printable } from '../findings/printable.ts'
import type { AuditEntry, Act } from './entry.ts'
import { movedText } from './moved-text.ts'

const COLUMNS: Readonly<Record<string, (entry: AuditEntry) => string | number | null | undefined>> = {
  client: ({ client }) => client,
  kind: ({ kind }) => kind,
  title: ({ title }) => title,
  commit: ({ commit }) => commit,
  pull: ({ pull }) => pull?.number,
  asked_by: ({ asked }) => asked?.by,
  asked_at: ({ asked }) => asked?.at,
  approved_by: ({ approved }) => each(approved, ({ by }) => by),
  approved_at: ({ approved }) => each(approved, ({ at }) => at),
  merged_by: ({ merged }) => merged?.by,
  merged_at: ({ merged }) => merged?.at,
  applied_at: ({ applied }) => applied?.at,
  result: ({ applied }) => applied?.result,
  plan: ({ applied }) => applied?.plan,
  run: ({ applied }) => applied?.run,
  reason: ({ reason }) => reason,
  ticket: ({ ticket }) => ticket,
  access: ({ access }) =>
    access
      ?.map((one) => `${one.who} on ${one.asset}: ${one.before ?? 'none'} -> ${one.after ?? 'none'}`)
      .join('; '),
  moved: ({ moved = [] }) => moved.map(movedText).join('; '),
  not_known: ({ notKnown }) => notKnown.join('; '),
}

/** Entries as CSV: a header row, then a row for each entry; every cell is quoted. Source: RFC 4180. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => Object.values(COLUMNS).map((read) => read(entry) ?? ''))
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/**
 * Puts an apostrophe before text that begins like a formula, which a spreadsheet would run. Source: OWASP, "CSV
 * Injection" (BACKGROUND): = + - @, a tab or a carriage return at the start of a cell.
 */
function cell(value: string | number): string {
  const text = printable(String(value))
  return `"${(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

function each(deeds: readonly Act[] | null, read: (deed: Act) => string): string | null {
  return deeds === null ? null : deeds.map(read).join('; ')
}
