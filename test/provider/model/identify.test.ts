import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasStrangers, identified } from '../../../provider/model/identify.ts'
import type { Agency } from '../../../provider/model/model.ts'
import type { ObservedMember } from '../../../provider/model/observed.ts'

const ANA = 'ana@x.example'
const ANA_NEW = 'ana.perez@x.example'
const BEN = 'ben@x.example'

const line = (email: string, name = email, id?: string) =>
  ({ email, name, ...(id === undefined ? {} : { id }) }) as Agency['people'][number]

function row(principal: string, id: string, more: Partial<ObservedMember> = {}): ObservedMember {
  const base = { principal, id, name: `Person ${id}`, role: 'employee', pending: false, systemUser: false }
  return { ...base, ...more }
}

const agency = (...people: Agency['people'][number][]) => ({ people, systemUsers: [] })

/** Whom each row is, with the address that Meta has where it is another, and whom it may be. */
function told(rows: readonly ObservedMember[]): string[] {
  return rows.map(({ id, principal, address, maybe }) =>
    [
      id,
      principal,
      ...(address === undefined ? [] : [`at ${address}`]),
      ...(maybe === undefined ? [] : [`maybe ${maybe}`]),
    ].join(' '),
  )
}

describe('identified', () => {
  test('leaves everybody as they are whose address the files have', () => {
    const rows = [row(ANA, '1'), row(BEN, '2'), row('x@x.example', '3')]
    expect(identified(rows, agency(line(ANA), line(BEN)))).toEqual(rows)
  })

  test.each<[string, ObservedMember[], Agency['people'][number][], [string, string][], string[]]>([
    [
      'Meta first, id in the file',
      [row(ANA_NEW, '1')],
      [line(ANA, 'A', '1')],
      [],
      [`1 ${ANA} at ${ANA_NEW}`],
    ],
    [
      'Meta first, id in the state',
      [row(ANA_NEW, '1')],
      [line(ANA)],
      [['1', ANA]],
      [`1 ${ANA} at ${ANA_NEW}`],
    ],
    [
      'files first, id in the file',
      [row(ANA, '1')],
      [line(ANA_NEW, 'A', '1')],
      [],
      [`1 ${ANA_NEW} at ${ANA}`],
    ],
    ['both, id in the state', [row(ANA_NEW, '1')], [line(ANA_NEW)], [['1', ANA]], [`1 ${ANA_NEW}`]],
    [
      'a leaver with a new address',
      [row(ANA_NEW, '1')],
      [line(BEN)],
      [['1', ANA]],
      [`1 ${ANA} at ${ANA_NEW}`],
    ],
    [
      'two who swapped addresses, ids in the state',
      [row(BEN, '1'), row(ANA, '2')],
      [line(ANA), line(BEN)],
      [
        ['1', ANA],
        ['2', BEN],
      ],
      [`1 ${ANA} at ${BEN}`, `2 ${BEN} at ${ANA}`],
    ],
    [
      'two who swapped addresses, ids in the file',
      [row(BEN, '1'), row(ANA, '2')],
      [line(ANA, 'A', '1'), line(BEN, 'B', '2')],
      [],
      [`1 ${ANA} at ${BEN}`, `2 ${BEN} at ${ANA}`],
    ],
    [
      'an address on its way',
      [row('old@x.example', '1', { pendingAddress: ANA })],
      [line(ANA)],
      [],
      [`1 ${ANA} at old@x.example`],
    ],
    [
      'no id anywhere, and the name of a line that is not there',
      [row(ANA_NEW, '1', { name: 'Ana  PEREZ' })],
      [line(ANA, 'Ana Perez')],
      [],
      [`1 ${ANA_NEW} maybe ${ANA}`],
    ],
    [
      'the name of a line that is there',
      [row(ANA_NEW, '1', { name: 'Ana' }), row(ANA, '2')],
      [line(ANA, 'Ana')],
      [],
      [`1 ${ANA_NEW}`, `2 ${ANA}`],
    ],
    [
      'an invitation with a name of a line',
      [row(ANA_NEW, '1', { name: 'Ana', pending: true })],
      [line(ANA, 'Ana')],
      [],
      [`1 ${ANA_NEW}`],
    ],
    [
      'an id in the file that is another line’s',
      [row(BEN, '2')],
      [line(ANA, 'A', '2'), line(BEN)],
      [],
      [`2 ${BEN}`],
    ],
  ])('%s', (_what, rows, people, known, expected) => {
    expect(told(identified(rows, agency(...people), new Map(known)))).toEqual(expected)
  })

  test('knows a row without an address by its id, and says nothing of the address', () => {
    const rows = [row('#1', '1', { nameless: true })]
    expect(identified(rows, agency(line(ANA)), new Map([['1', ANA]]))).toEqual([row(ANA, '1')])
    expect(identified(rows, agency(line(ANA)))).toEqual(rows)
  })

  test('gives a system user the short name of its id', () => {
    const rows = [row('#9', '9', { systemUser: true, name: 'Conversions API System User' })]
    const systemUsers = [{ name: 'conversions', id: '9' }] as unknown as Agency['systemUsers']
    expect(told(identified(rows, { people: [], systemUsers }))).toEqual(['9 conversions at #9'])
  })

  test('never makes two members one, and never changes whom no id ties', () => {
    const address = fc.constantFrom(ANA, ANA_NEW, BEN, 'c@x.example', 'd@x.example')
    const id = fc.constantFrom<string>('1', '2', '3', '4')
    const rows = fc
      .uniqueArray(fc.tuple(address, id), { selector: ([who]) => who, maxLength: 4 })
      .map((all) => all.map(([who], index) => row(who, String(index + 1))))
    const people = fc
      .uniqueArray(fc.tuple(address, fc.option(id, { nil: undefined })), { selector: ([who]) => who })
      .map((all) =>
        all.filter(([, one], at) => one === undefined || all.findIndex(([, other]) => other === one) === at),
      )
      .map((all) => all.map(([who, one]) => line(who, who, one)))
    const known = fc.uniqueArray(fc.tuple(id, address), { selector: ([one]) => one }).map((all) => {
      return new Map(all.filter(([, who], at) => all.findIndex(([, other]) => other === who) === at))
    })
    fc.assert(
      fc.property(rows, people, known, (seen, lines, ids) => {
        const after = identified(seen, agency(...lines), ids)
        expect(after.map((one) => one.id)).toEqual(seen.map((one) => one.id))
        expect(new Set(after.map((one) => one.principal)).size).toBe(after.length)
        for (const [index, one] of after.entries()) {
          const before = seen[index]?.principal
          if (one.principal === before) continue
          expect(one.address).toBe(before)
          const tied = lines.some((each) => each.id === one.id && each.email === one.principal)
          expect(tied || ids.get(one.id) === one.principal).toBe(true)
        }
      }),
    )
  })
})

test('hasStrangers looks for a person whom no line names', () => {
  expect(hasStrangers([row(ANA, '1')], agency(line(ANA)))).toBe(false)
  expect(hasStrangers([row(ANA_NEW, '1')], agency(line(ANA)))).toBe(true)
  expect(hasStrangers([row('robot', '1', { systemUser: true })], agency(line(ANA)))).toBe(false)
})
