import { counted } from '../findings/phrases.ts'
import { printable } from '../findings/printable.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import { SIGN } from '../plan/words.ts'
import { wrap } from '../findings/wrap.ts'
import type { AccessChange, AuditEntry, Act } from './entry.ts'
import { movedText } from './moved-text.ts'

const SHORT_COMMIT = 7
const LABEL = 10

/** Entries for a terminal, at most `width` columns; reads only the entries. */
export function auditText(client: string, entries: readonly AuditEntry[], width = 80): string {
  const open = entries.filter(({ applied }) => applied === null).length
  const head = `${client}: ${counted(entries.length, 'change')}${open === 0 ? '' : `, ${open} of them not known to be applied`}`
  return [[head], ...entries.map((entry) => entryLines(entry, width)), ...whyLines(entries, width)]
    .map((lines) => `${lines.map(printable).join('\n')}\n`)
    .join('\n')
}

function entryLines(entry: AuditEntry, width: number): string[] {
  const { title, merged, applied, asked, approved, access } = entry
  const day = (merged?.at ?? applied?.at ?? '').slice(0, 10)
  const rows: [string, string | undefined][] = [
    ['asked', deedText(asked)],
    ['approved', approved === null ? undefined : approved.map(deedText).join('; ') || 'by nobody'],
    ['merged', deedText(merged)],
    ['applied', appliedText(entry)],
    ['reason', entry.reason ?? undefined],
    ['ticket', entry.ticket ?? undefined],
  ]
  const open = new Set(entry.notKnown.map(subjectOf))
  return [
    ...wrap(`${day}  ${title}${sourceText(entry)}`, width, '', ' '.repeat(LABEL + 2)),
    ...rows.flatMap(([label, text]) => {
      if (text !== undefined) return row(label, text, width)
      return open.has(label) ? row(label, 'not known', width) : []
    }),
    ...(entry.moved ?? []).flatMap((one) => wrap(`> ${movedText(one)}`, width, '    ', '      ')),
    ...(access ?? []).flatMap((one) => wrap(accessText(one), width, '    ', '      ')),
    ...(open.has('access') ? row('access', 'not known', width) : []),
  ]
}

/** The field of an unknown: "approved: GitHub was not asked" is about "approved". */
function subjectOf(text: string): string {
  return text.split(':')[0] ?? text
}

/** Most entries share the same reasons, so these are printed once, at the end. */
function whyLines(entries: readonly AuditEntry[], width: number): string[][] {
  const whys = new Set(entries.flatMap(({ notKnown }) => notKnown))
  if (whys.size === 0) return []
  return [['Not known', ...[...whys].flatMap((why) => wrap(`- ${why}`, width, '  ', '    '))]]
}

function row(label: string, text: string, width: number): string[] {
  return wrap(text, width, `  ${label.padEnd(LABEL)}`, ' '.repeat(LABEL + 2))
}

function sourceText({ commit, pull }: AuditEntry): string {
  const parts = [pull === null ? '' : `#${pull.number}`, commit?.slice(0, SHORT_COMMIT) ?? '']
  const named = parts.filter((part) => part !== '')
  return named.length === 0 ? '' : `  (${named.join(', ')})`
}

function deedText(deed: Act | null): string | undefined {
  return deed === null ? undefined : `${deed.by}, ${timeText(deed.at)}`
}

function appliedText({ applied, notKnown }: AuditEntry): string | undefined {
  if (applied === null) return notKnown.some((one) => subjectOf(one) === 'applied') ? undefined : 'not yet'
  const { at, result, plan, resources, run } = applied
  const parts = [
    timeText(at),
    result === 'succeeded' ? '' : result,
    plan === null ? '' : `plan ${plan.slice(0, SHORT_DIGEST)}`,
    counted(resources, 'resource'),
    run ?? '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function accessText({ asset, who, before, after }: AccessChange): string {
  const sign = before === null ? SIGN.grant : after === null ? SIGN.revoke : SIGN.change
  const level = before === null ? after : `${before} -> ${after ?? 'none'}`
  return `${sign} ${who}  ${level ?? ''} on ${asset}`
}

/** `2026-11-24 12:00Z`. */
function timeText(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}Z`
}
