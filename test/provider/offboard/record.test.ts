import { describe, expect, test } from 'vitest'
import { recordPath, recordText, stepLine, type EndedClient } from '../../../provider/offboard/record.ts'
import { planFrom } from '../../../provider/plan/plan.ts'

const HOSTILE = 'a | b\n# c <script> @olga [x](https://evil.example) \u202e `'

function ending(text: string): EndedClient {
  const asset = { kind: 'pixel', id: '3001', name: text } as const
  const waiting = {
    for: 'client-person',
    asset,
    subject: { principal: 'ana@northlight.example' },
    wanted: undefined,
  } as const
  const comparison = { changes: [], waiting: [waiting], later: [], unmanaged: [], unknown: undefined }
  return {
    client: { slug: 'acme', name: text, business: '1' },
    offboarded: { since: '2026-11-24', by: 'olga@northlight.example', reason: text, ticket: text },
    plan: planFrom('acme', [{ asset, comparison, recorded: false, at: undefined }]),
    standings: [{ asset, dropped: true, people: { 'ana@northlight.example': ['ANALYZE'] } }],
  }
}

describe('recordText', () => {
  test('says why, who had what, and what is left to whom', () => {
    const text = recordText(ending('Acme'))
    for (const part of [
      'olga@northlight.example',
      'analyst',
      'The client removes ana@northlight.example from pixel 3001',
    ])
      expect(text).toContain(part)
    expect(text.endsWith('## What was done\n\n')).toBe(true)
  })

  test('keeps what others wrote text: the same lines, cells and headings, whatever is in it', () => {
    const shape = (text: string) =>
      text.split('\n').map((line) => line.match(/^(#+ |\||- )|(?<!\\)\|/g) ?? [])
    const hostile = recordText(ending(HOSTILE))
    expect(shape(hostile)).toEqual(shape(recordText(ending('Acme'))))
    expect(hostile).not.toMatch(/<script|\u202e|[^\\]\[x\]|(?<!\w)@olga/)
    expect(stepLine(new Date(0), HOSTILE).split('\n')).toHaveLength(2)
  })
})

test('recordPath differs for a client who comes back and leaves again', () => {
  const on = (since: string) => recordPath({ slug: 'acme' }, { since })
  expect(on('2026-11-24')).not.toBe(on('2027-11-24'))
})
