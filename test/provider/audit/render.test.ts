import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditCsv } from '../../../provider/audit/render-csv.ts'
import { auditText } from '../../../provider/audit/render-text.ts'
import { entries, entry } from './support.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 30 })

/** RFC 4180, read in another way than it is written. */
function rowsIn(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const match of csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    row.push((match[1] ?? '').replaceAll('""', '"'))
    if (match[2] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('auditCsv', () => {
  test('has one row an entry and one cell a column, whatever the texts hold', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, reason) => {
        const csv = auditCsv([entry(1, { title, reason, ticket: null })])
        const [names, cells, ...more] = rowsIn(csv)
        expect([names?.length, cells?.length, more]).toEqual([20, 20, []])
        expect(
          rowsIn(csv)
            .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
            .join('\r\n'),
        ).toBe(csv.slice(0, -2))
      }),
    )
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\uff1d1', '|x', '%x'])(
    'lets no spreadsheet run %j',
    (title) => {
      const cells = rowsIn(auditCsv([entry(1, { title, reason: title })]))[1] ?? []
      expect(cells.filter((cell) => /^[\s=+\-@|%\uff1d]/.test(cell))).toEqual([])
    },
  )
})

describe('auditText', () => {
  test('keeps to 80 columns where words allow it, and says what is open and not known', () => {
    const long = entry(2, {
      title: 'word '.repeat(60),
      reason: 'reason '.repeat(40),
      applied: null,
      approved: null,
      notKnown: ['approved: GitHub was not asked'],
    })
    const text = auditText('acme', [...entries(1), long])
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    for (const part of [
      '1 of them not known to be applied',
      'not yet',
      'approved  not known',
      '- approved: GitHub was not asked',
      '+ ben@northlight.example  analyst on act_1001',
    ])
      expect(text).toContain(part)
  })

  test('lets no text of others steer a terminal or pass for a line of its own', () => {
    const lines = auditText('acme', entries(1)).split('\n').length
    fc.assert(
      fc.property(anyText, (title) => {
        const text = auditText('acme', [entry(1, { title: `x${title.replace(/\s/g, '')}\n\u001b[31m` })])
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
        expect(text.split('\n').length).toBeGreaterThanOrEqual(lines)
        expect(text.split('\n').length).toBeLessThanOrEqual(lines + 6)
      }),
    )
  })
})
