import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { appended } from '../../../provider/audit/append.ts'
import type { AuditEntry } from '../../../provider/audit/entry.ts'
import { verify, type Broken } from '../../../provider/audit/verify.ts'
import { entries, entry } from './support.ts'

const RUNS = cases(5_000)

function chainOf(own: readonly AuditEntry[]): Buffer {
  const made = appended(undefined, own)
  if ('broken' in made) throw new Error('Cannot begin a chain')
  return made.bytes
}

function faultIn(bytes: Buffer): Broken | undefined {
  const verified = verify(bytes)
  return 'broken' in verified ? verified.broken : undefined
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString().split('\n').slice(0, -1)
}

function fromLines(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''))
}

/** The line that a byte is on; a line break belongs to the line that it ends. */
function lineAt(bytes: Buffer, at: number): number {
  return bytes.subarray(0, at).toString('latin1').split('\n').length
}

describe('verify', () => {
  test.each([0, 1, 2, 25])('finds a chain of %i entries whole, and says where it ends', (count) => {
    const bytes = chainOf(entries(count))
    expect(verify(bytes)).toMatchObject({ entries: count })
  })

  test('finds every other byte at every place of a small chain, and names the line', () => {
    const bytes = chainOf(entries(3))
    for (let at = 0; at < bytes.length; at += 1) {
      const own = bytes[at] ?? 0
      // Every bit by itself, a line break, a quote, another case of the same letter, and all bits.
      for (const other of [...Array.from({ length: 8 }, (_, bit) => own ^ (1 << bit)), 10, 34, own ^ 255]) {
        if (other === own) continue
        const edited = Buffer.from(bytes)
        edited[at] = other
        expect([at, other, faultIn(edited)?.line]).toEqual([at, other, lineAt(bytes, at)])
      }
    }
  })

  test('finds every byte that goes and every byte that comes, at every place', () => {
    const bytes = chainOf(entries(2))
    for (let at = 0; at <= bytes.length; at += 1) {
      if (at < bytes.length)
        expect([at, faultIn(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))]).not.toEqual([
          at,
          undefined,
        ])
      for (const more of ['\n', ' ', '0', '}']) {
        const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from(more), bytes.subarray(at)])
        expect([at, more, faultIn(longer)]).not.toEqual([at, more, undefined])
      }
    }
  })

  test('finds a chain that ends anywhere before its end', () => {
    const bytes = chainOf(entries(3))
    for (let end = 0; end < bytes.length; end += 1)
      expect([end, faultIn(bytes.subarray(0, end))]).not.toEqual([end, undefined])
  })

  test(`finds any single byte of larger chains, ${RUNS} times`, () => {
    const chains = [10, 60].map((count) => chainOf(entries(count)))
    fc.assert(
      fc.property(
        fc
          .constantFrom(...chains)
          .chain((bytes) =>
            fc.tuple(fc.constant(bytes), fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })),
          ),
        ([bytes, at, flip]) => {
          const own = bytes[at] ?? 0
          bytes[at] = own ^ flip
          const found = faultIn(bytes)
          bytes[at] = own
          expect(found?.line).toBe(lineAt(bytes, at))
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('names the first entry that is missing, moved, doubled or cut off', () => {
    const bytes = chainOf(entries(5))
    const [one = '', two = '', three = '', four = '', five = '', seal = ''] = linesOf(bytes)
    const cases: [string, string[], Broken][] = [
      ['a missing first entry', [two, three, four, five, seal], { fault: 'missing', entry: 1, line: 1 }],
      ['a missing entry within', [one, two, four, five, seal], { fault: 'missing', entry: 3, line: 3 }],
      ['missing last entries', [one, two, three, seal], { fault: 'missing', entry: 4, line: 4 }],
      ['two that changed places', [one, three, two, four, five, seal], { fault: 'moved', entry: 2, line: 2 }],
      [
        'one that stands twice',
        [one, two, two, three, four, five, seal],
        { fault: 'moved', entry: 2, line: 3 },
      ],
      [
        'one behind the seal',
        [one, two, three, four, five, seal, five],
        { fault: 'moved', entry: 7, line: 7 },
      ],
      ['no seal', [one, two, three, four, five], { fault: 'truncated', entry: 6, line: 6 }],
      ['nothing', [], { fault: 'truncated', entry: 1, line: 1 }],
    ]
    for (const [name, lines, fault] of cases) expect([name, faultIn(fromLines(lines))]).toEqual([name, fault])
  })

  test('finds entries of another chain, even with the right numbers', () => {
    const [one = '', , ...rest] = linesOf(chainOf(entries(4)))
    const [, two = ''] = linesOf(chainOf([entry(1), entry(9), entry(3), entry(4)]))
    const other = linesOf(chainOf([entry(7), entry(2)]))[1] ?? ''
    expect(faultIn(fromLines([one, two, ...rest]))).toEqual({ fault: 'edited', entry: 3, line: 3 })
    expect(faultIn(fromLines([one, other, ...rest]))).toEqual({ fault: 'edited', entry: 2, line: 2 })
  })

  test('never throws, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void verify(Buffer.from(bytes))))
  })
})

describe('appended', () => {
  test('adds what is final and not there yet, and changes no byte of what is', () => {
    const first = chainOf(entries(2))
    const next = appended(first, [...entries(3), entry(4, { applied: null })])
    if ('broken' in next) throw new Error('Cannot add to a chain')
    expect([next.added, next.entries, verify(next.bytes)]).toEqual([1, 3, { entries: 3, head: next.head }])
    expect(linesOf(next.bytes).slice(0, 2)).toEqual(linesOf(first).slice(0, 2))
    expect(appended(next.bytes, entries(3))).toMatchObject({ added: 0, head: next.head })
  })

  test('is the same in one go and one by one, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (titles) => {
        const own = titles.map((title, index) => entry(index + 1, { title }))
        const stepwise = own.reduce<Buffer | undefined>((chain, one) => {
          const made = appended(chain, [one])
          return 'broken' in made ? chain : made.bytes
        }, undefined)
        expect(stepwise ?? chainOf([])).toEqual(chainOf(own))
        expect(faultIn(chainOf(own))).toBeUndefined()
      }),
    )
  })

  test('adds nothing to a chain that is broken', () => {
    const bytes = chainOf(entries(2))
    expect(appended(bytes.subarray(1), entries(3))).toEqual({
      broken: { fault: 'edited', entry: 1, line: 1 },
    })
  })
})
