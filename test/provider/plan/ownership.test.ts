import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DesiredAsset } from '../../../provider/model/desired.ts'
import type { AssetIdentity, ObservedAsset } from '../../../provider/model/observed.ts'
import type { Refusal } from '../../../provider/plan/change.ts'
import { compareAsset } from '../../../provider/plan/compare.ts'
import { refTo, refusalOf } from '../../../provider/plan/ownership.ts'
import { anyCase, CLIENT, desired, present, surroundings } from '../../support/access.ts'

const OTHER = '100000000000002'
const ANA = 'ana@northlight.example'
const BEN = 'ben@northlight.example'
const ENDS: Partial<DesiredAsset> = { share: { by: 'nobody', because: 'dropped' }, people: [] }

const seen = (identity: AssetIdentity | undefined, people = {}): ObservedAsset => ({
  ...present('ad_account', people),
  ...(identity === undefined ? {} : { identity }),
})

describe('refusalOf', () => {
  test.each<[string, AssetIdentity | undefined, Partial<DesiredAsset>, Refusal['for'] | undefined]>([
    ['the client’s Business', { name: 'other', business: { id: CLIENT } }, {}, undefined],
    ['another Business under our name', { name: 'ACME | FR', business: { id: OTHER } }, {}, 'other-owner'],
    ['one of the client’s Businesses', { business: { id: OTHER } }, { owners: [CLIENT, OTHER] }, undefined],
    ['the client by its bare id', { name: 'other', ownerId: CLIENT }, {}, undefined],
    ['a person by a bare id', { name: 'ACME | FR', ownerId: '77' }, {}, 'other-owner'],
    ['a person, as the file says', { name: 'ACME | FR', ownerId: '77' }, { personal: true }, undefined],
    ['a person, under another name', { name: 'other', ownerId: '77' }, { personal: true }, 'other-name'],
    [
      'a Business that took a person’s account',
      { name: 'ACME | FR', ownerId: OTHER, business: { id: OTHER } },
      { personal: true },
      'other-owner',
    ],
    ['nobody shown, and our name', { name: 'ACME | FR' }, {}, undefined],
    ['nobody shown, and another name', { name: 'acme | fr' }, {}, 'other-name'],
    ['nobody and no name shown', {}, {}, 'other-name'],
    ['nobody and no name shown, the id being its name', {}, { name: 'act_1001' }, undefined],
    ['nothing looked at', undefined, {}, undefined],
    ['nobody shown, another name, and the share ends', { name: 'other' }, ENDS, undefined],
    ['another Business, and the share ends', { business: { id: OTHER } }, ENDS, 'other-owner'],
  ])('with %s', (_what, identity, more, expected) => {
    const wanted = { ...desired('ad_account', { [ANA]: 'analyst' }), ...more }
    expect(refusalOf(wanted, seen(identity))?.for).toBe(expected)
  })

  test('refuses nothing that could not be read', () => {
    const unknown = {
      state: 'unknown',
      kind: 'page',
      reason: { kind: 'transient', message: 'later' },
    } as const
    expect(refusalOf(desired('page', {}), unknown)).toBeUndefined()
  })
})

describe('refTo', () => {
  test('has Meta’s name, and the file’s beside it where it is another', () => {
    const asset = desired('ad_account', {})
    expect(refTo(asset, seen({ name: 'ACME | FR' }))).toEqual({
      kind: 'ad_account',
      id: 'act_1001',
      name: 'ACME | FR',
    })
    expect(refTo(asset, seen({ name: 'Bloom' }))).toMatchObject({ name: 'Bloom', nameInFile: 'ACME | FR' })
    expect(refTo(asset, seen(undefined))).toMatchObject({ name: 'ACME | FR' })
  })
})

describe('compareAsset, of an asset that is another’s', () => {
  const foreign = { name: 'ACME | FR', business: { id: OTHER } }

  test('grants nothing, and takes off only whom an earlier run put there and no file wants', () => {
    const people = { [ANA]: ['ANALYZE'], [BEN]: ['ANALYZE'], 'chloe@northlight.example': ['ANALYZE'] }
    const around = surroundings({
      managed: [BEN, ANA],
      unmanaged: 'remove',
      ended: ['chloe@northlight.example'],
    })
    const result = compareAsset(desired('ad_account', { [ANA]: 'admin' }), seen(foreign, people), around)
    expect(result.changes.map(({ verb, subject }) => [verb, subject])).toEqual([
      ['revoke', { principal: BEN }],
    ])
    expect(result.refused).toEqual({ for: 'other-owner', owner: { id: OTHER } })
  })

  test('leaves its share as it is when no file lists it any more', () => {
    const around = surroundings({ managed: [ANA], clientSide: 'by-token' })
    const wanted = { ...desired('ad_account', {}), ...ENDS }
    const result = compareAsset(wanted, seen(foreign, { [ANA]: ['ANALYZE'] }), around)
    expect(result.changes.map(({ subject }) => subject)).toEqual([{ principal: ANA }])
    expect(result.waiting).toEqual([])
  })

  test('never adds or raises access, whatever is asked for and whoever is there', () => {
    fc.assert(
      fc.property(anyCase, ({ desired: wanted, observed, around }) => {
        const { changes, refused } = compareAsset(
          wanted,
          { ...observed, identity: foreign } as ObservedAsset,
          around,
        )
        expect(refused).toBeDefined()
        for (const { verb, subject } of changes) {
          expect(verb).toBe('revoke')
          expect(around.managed).toContain('principal' in subject ? subject.principal : 'our share')
        }
      }),
    )
  })
})
