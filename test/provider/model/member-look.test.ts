import { describe, expect, test } from 'vitest'
import { doubtOn, memberIn, otherAddress } from '../../../provider/model/member-look.ts'
import type { ObservedMember } from '../../../provider/model/observed.ts'
import { compareMember } from '../../../provider/plan/compare-member.ts'

const row = (principal: string, id: string, more: Partial<ObservedMember> = {}): ObservedMember => ({
  principal,
  id,
  name: '',
  role: 'employee',
  pending: false,
  systemUser: false,
  ...more,
})

function membersOf(...rows: readonly ObservedMember[]): ReadonlyMap<string, ObservedMember> {
  return new Map(rows.map((one) => [one.principal, one]))
}

const ANA = 'ana@northlight.example'
const KNOWN = row(ANA, '1')
const NAMELESS = row('#2', '2', { nameless: true })

describe('memberIn', () => {
  test('finds a known member, whoever else has no address', () => {
    expect(memberIn(membersOf(KNOWN, NAMELESS), ANA)).toBe(KNOWN)
  })

  test('is unknown, and not absent, while a row of the same sort has no address or name', () => {
    expect(memberIn(membersOf(KNOWN), 'ben@northlight.example')).toBeUndefined()
    expect(memberIn(membersOf(KNOWN, NAMELESS), 'ben@northlight.example')).toMatchObject({
      unknown: { kind: 'nameless' },
    })
    expect(memberIn(membersOf(KNOWN, NAMELESS), 'nightly')).toBeUndefined()
  })
})

test('memberIn is unknown of whom another row may be, and of that row', () => {
  const members = membersOf(row('ana.p@northlight.example', '1', { maybe: ANA }))
  for (const one of [ANA, 'ana.p@northlight.example'])
    expect(memberIn(members, one)).toMatchObject({ unknown: { kind: 'address' } })
  expect(doubtOn(members, 'ana.p@northlight.example')?.kind).toBe('address')
  expect(memberIn(members, 'ben@northlight.example')).toBeUndefined()
})

test('otherAddress tells of an address that is not the file’s', () => {
  expect(otherAddress(row(ANA, '1'))).toBeUndefined()
  expect(otherAddress(row(ANA, '1', { address: 'x@y.example' }))?.message).toContain('x@y.example')
})

test('compareMember raises nobody whose address at Meta is another, and still removes them', () => {
  const moved = row(ANA, '1', { address: 'ana.p@northlight.example' })
  const about = { principal: ANA, systemUser: false, agencyBusiness: '9', agencyName: 'A', at: undefined }
  expect(compareMember({ ...about, role: 'employee' }, moved)).toMatchObject({
    changes: [],
    unknown: undefined,
  })
  expect(compareMember({ ...about, role: 'admin' }, moved)).toMatchObject({
    changes: [],
    unknown: expect.stringContaining('ana.p@'),
  })
  expect(compareMember({ ...about, role: undefined }, moved).changes.map(({ verb }) => verb)).toEqual([
    'revoke',
  ])
})

test('doubtOn tells a row without a name, or without a row, from a second system user of one name', () => {
  const second = row('#3', '3', { systemUser: true, name: 'nightly' })
  const members = membersOf(KNOWN, NAMELESS, second)
  expect(['#2', '#9', '#3', ANA].map((one) => doubtOn(members, one) !== undefined)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('compareMember neither invites nor forgets whom a read did not show', () => {
  const look = memberIn(membersOf(NAMELESS), ANA)
  const about = { principal: ANA, systemUser: false, agencyBusiness: '9', agencyName: 'A', at: undefined }
  for (const role of ['employee', undefined]) {
    const { changes, waiting, unknown } = compareMember({ ...about, role }, look)
    expect([changes, waiting]).toEqual([[], []])
    expect(unknown).toContain('id 2')
  }
})
