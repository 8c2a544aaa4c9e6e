import { describe, expect, test } from 'vitest'
import { isUnidentified, memberIn } from '../../../provider/model/member-look.ts'
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

test('isUnidentified tells a row without a name, or without a row, from a second system user of one name', () => {
  const second = row('#3', '3', { systemUser: true, name: 'nightly' })
  const members = membersOf(KNOWN, NAMELESS, second)
  expect(['#2', '#9', '#3', ANA].map((one) => isUnidentified(members, one))).toEqual([
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
