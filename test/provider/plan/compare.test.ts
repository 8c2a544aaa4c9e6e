import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSET_KINDS, factsOf } from '../../../provider/model/kinds.ts'
import type { ObservedAsset } from '../../../provider/model/observed.ts'
import { closure } from '../../../provider/model/tasks.ts'
import type { Change } from '../../../provider/plan/change.ts'
import { compareAsset } from '../../../provider/plan/compare.ts'
import { AGENCY, anyCase, desired, member, present, SELF, surroundings } from '../../support/access.ts'

const ANA = 'ana@northlight.example'
const BEN = 'ben@northlight.example'

/** What Meta would hold after a change, by its own rules and not by ours. */
function applied(observed: ObservedAsset, change: Change): ObservedAsset {
  if (observed.state !== 'present' || !('principal' in change.subject)) return observed
  const { [change.subject.principal]: _before, ...others } = observed.people
  if (change.after === undefined) return { ...observed, people: others }
  const tasks = closure(observed.kind, change.after.tasks)
  return { ...observed, people: { ...others, [change.subject.principal]: tasks } }
}

const DROPPED = { share: { by: 'nobody', because: 'dropped' } } as const

describe('compareAsset', () => {
  test('finds nothing where what is read back is what was asked for, with what Meta adds', () => {
    const observed = present('ad_account', {
      [ANA]: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'CREATIVE', 'DRAFT'],
    })
    const result = compareAsset(desired('ad_account', { [ANA]: 'advertiser' }), observed, surroundings())
    expect(result).toEqual({ changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined })
  })

  test.each([
    ['grant', { [ANA]: 'advertiser' }, {}],
    ['raise', { [ANA]: 'advertiser' }, { [ANA]: ['ANALYZE', 'AA_ANALYZE'] }],
    ['lower', { [ANA]: 'advertiser' }, { [ANA]: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }],
  ] as const)('says %s', (verb, people, held) => {
    const { changes } = compareAsset(
      desired('ad_account', people),
      present('ad_account', held),
      surroundings(),
    )
    expect(changes.map((change) => [change.verb, change.subject])).toEqual([[verb, { principal: ANA }]])
  })

  test('revokes whom an earlier run had put on the asset, and reports anybody else', () => {
    const observed = present('ad_account', { [ANA]: ['ANALYZE'], [BEN]: ['ANALYZE'] })
    const result = compareAsset(desired('ad_account', {}), observed, surroundings({ managed: [ANA] }))
    expect(result.changes.map(({ verb, subject }) => [verb, subject])).toEqual([
      ['revoke', { principal: ANA }],
    ])
    expect(result.unmanaged.map(({ principal }) => principal)).toEqual([BEN])
  })

  test('revokes everybody the file does not name where unmanaged is "remove"', () => {
    const observed = present('ad_account', { [BEN]: ['ANALYZE'] })
    const result = compareAsset(desired('ad_account', {}), observed, surroundings({ unmanaged: 'remove' }))
    expect(result.changes.map(({ verb }) => verb)).toEqual(['revoke'])
    expect(result.unmanaged).toEqual([])
  })

  test('waits for an admin of ours where a person leaves a pixel', () => {
    const observed = present('pixel', { [BEN]: ['ANALYZE'] })
    const result = compareAsset(desired('pixel', {}), observed, surroundings({ managed: [BEN] }))
    expect([result.changes, result.waiting.map((one) => one.for)]).toEqual([[], ['pixel-removal']])
  })

  test.each([
    ['client-share', { state: 'none' }],
    ['second-admin', { state: 'second-admin' }],
    ['acceptance', { state: 'acceptance' }],
  ] as const)('waits once for %s, and for nobody on the asset', (reason, partner) => {
    const observed: ObservedAsset = { state: 'absent', kind: 'pixel', partner }
    const result = compareAsset(desired('pixel', { [ANA]: 'analyst' }), observed, surroundings())
    expect([result.changes, result.waiting.map((one) => one.for)]).toEqual([[], [reason]])
  })

  test('writes the share itself where the client gave us a token, and then the people', () => {
    const observed: ObservedAsset = { state: 'absent', kind: 'ad_account', partner: { state: 'none' } }
    const around = surroundings({ clientSide: 'by-token' })
    const { changes } = compareAsset(desired('ad_account', { [ANA]: 'analyst' }), observed, around)
    expect(changes.map(({ subject }) => subject)).toEqual([{ partner: AGENCY }, { principal: ANA }])
  })

  describe('on a kind without a partner edge', () => {
    const kinds = ASSET_KINDS.filter((kind) => factsOf(kind).partnerEdge === 'none')
    const sides = ['by-hand', 'by-token'] as const
    const each = kinds.flatMap((kind) => sides.map((clientSide) => [kind, clientSide] as const))

    test.each(each)('%s, %s: waits for the client to share it', (kind, clientSide) => {
      const observed: ObservedAsset = { state: 'absent', kind, partner: { state: 'none' } }
      const wanted = desired(kind, { [ANA]: 'admin' })
      const result = compareAsset(wanted, observed, surroundings({ clientSide }))
      expect([result.changes, result.waiting.map((one) => [one.for, one.subject])]).toEqual([
        [],
        [['client-share', { partner: AGENCY }]],
      ])
    })

    test.each(each)(
      '%s, %s: writes and removes people on a share that shows no tasks',
      (kind, clientSide) => {
        const observed = present(kind, { [BEN]: ['DEVELOP'] }, { state: 'granted', tasks: undefined })
        const around = surroundings({ clientSide, managed: [BEN] })
        const { changes, waiting } = compareAsset(desired(kind, { [ANA]: 'admin' }), observed, around)
        expect([changes.map(({ verb, subject }) => [verb, subject]), waiting]).toEqual([
          [
            ['grant', { principal: ANA }],
            ['revoke', { principal: BEN }],
          ],
          [],
        ])
      },
    )

    test.each(each)(
      '%s, %s: removes our people and leaves the end of the share to the client',
      (kind, clientSide) => {
        const observed = present(kind, { [BEN]: ['DEVELOP'] }, { state: 'granted', tasks: undefined })
        const around = surroundings({ clientSide, managed: [BEN] })
        const { changes, waiting } = compareAsset(desired(kind, {}, DROPPED), observed, around)
        expect(changes.map(({ verb, subject }) => [verb, subject])).toEqual([['revoke', { principal: BEN }]])
        expect(waiting.map((one) => [one.for, one.subject])).toEqual([
          ['client-unshare', { partner: AGENCY }],
        ])
      },
    )
  })

  test('waits for a higher share where a person needs more than the client gave', () => {
    const observed = present('ad_account', {}, { state: 'granted', tasks: ['ANALYZE', 'AA_ANALYZE'] })
    const result = compareAsset(
      desired('ad_account', { [ANA]: 'advertiser', [BEN]: 'analyst' }),
      observed,
      surroundings(),
    )
    expect(result.waiting.map((one) => [one.for, one.subject])).toEqual([
      ['client-level', { partner: AGENCY }],
      ['client-level', { principal: ANA }],
    ])
    expect(result.changes.map(({ subject }) => subject)).toEqual([{ principal: BEN }])
  })

  test.each([
    ['membership', undefined],
    ['invitation', member(ANA, { pending: true })],
  ] as const)('waits for %s of somebody who is not in our Business yet', (reason, known) => {
    const members = new Map(known === undefined ? [] : [[ANA, known]])
    const result = compareAsset(
      desired('page', { [ANA]: 'advertiser' }),
      present('page', {}),
      surroundings({ members }),
    )
    expect([result.changes, result.waiting.map((one) => one.for)]).toEqual([[], [reason]])
  })

  test('waits for the Page token where our system user is not on the Page', () => {
    const observed = { ...present('page', {}), writable: false } as ObservedAsset
    const result = compareAsset(desired('page', { [ANA]: 'advertiser' }), observed, surroundings())
    expect([result.changes, result.waiting.map((one) => one.for)]).toEqual([[], ['page-token']])
  })

  test('does nothing with an asset that could not be read', () => {
    const observed: ObservedAsset = {
      state: 'unknown',
      kind: 'page',
      reason: { kind: 'throttled', message: 'later' },
    }
    const result = compareAsset(
      desired('page', { [ANA]: 'admin' }),
      observed,
      surroundings({ unmanaged: 'remove' }),
    )
    expect(result).toEqual({ changes: [], waiting: [], later: [], unmanaged: [], unknown: 'later' })
  })

  test('takes the people off and gives the share up when an asset is dropped', () => {
    const dropped = desired('ad_account', {}, DROPPED)
    const { changes } = compareAsset(
      dropped,
      present('ad_account', { [ANA]: ['ANALYZE'] }),
      surroundings({ managed: [ANA] }),
    )
    expect(changes.map(({ verb, subject }) => [verb, subject])).toEqual([
      ['revoke', { partner: AGENCY }],
      ['revoke', { principal: ANA }],
    ])
  })

  test('takes no share away because no file says its level', () => {
    const result = compareAsset(
      desired('ad_account', {}, { share: { by: 'nobody', because: 'no-level' } }),
      present('ad_account', {}),
      surroundings({ clientSide: 'by-token' }),
    )
    expect([result.changes, result.waiting]).toEqual([[], []])
  })

  test('leaves the end of a catalog share to the client', () => {
    const result = compareAsset(desired('catalog', {}, DROPPED), present('catalog', {}), surroundings())
    expect([result.changes, result.waiting.map((one) => one.for)]).toEqual([[], ['client-unshare']])
  })

  test('adds a person to a direct share by the token of the client, and waits without it', () => {
    const wanted = desired('ad_account', { [ANA]: 'advertiser' }, { share: { by: 'direct' } })
    const observed = present('ad_account', {}, { state: 'none' })
    const byToken = compareAsset(wanted, observed, surroundings({ clientSide: 'by-token' }))
    expect(byToken.changes.map(({ verb }) => verb)).toEqual(['grant'])
    const byHand = compareAsset(wanted, observed, surroundings())
    expect([byHand.changes, byHand.waiting.map((one) => one.for)]).toEqual([[], ['client-person']])
  })

  test('finds nothing more once its changes are made (law of convergence)', () => {
    fc.assert(
      fc.property(anyCase, ({ desired: wanted, observed, around }) => {
        const first = compareAsset(wanted, observed, around)
        const after = first.changes.reduce(applied, observed)
        expect(compareAsset(wanted, after, around).changes).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('never touches the holder of our own token, nor anybody unmanaged unless told to (law of authority)', () => {
    fc.assert(
      fc.property(anyCase, ({ desired: wanted, observed, around }) => {
        const { changes } = compareAsset(wanted, observed, around)
        const allowed = new Set([...wanted.people.map(({ principal }) => principal), ...around.managed])
        for (const { subject } of changes) {
          if (!('principal' in subject)) continue
          expect(subject.principal).not.toBe(SELF)
          if (around.unmanaged === 'report') expect(allowed.has(subject.principal)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
