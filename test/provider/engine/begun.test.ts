import { describe, expect, test } from 'vitest'
import { hasBegun, withBegun } from '../../../provider/engine/begun.ts'
import { foreignCode } from '../../../provider/engine/foreign-code.ts'
import { DEPLOYMENT } from '../../../provider/engine/state-file.ts'
import { inputs as inputsFor } from '../resources/support.ts'

const ANA = 'ana@northlight.example'
const BEN = 'ben@northlight.example'
const URN = 'urn:pulumi:acme::metagrant::pulumi-nodejs:dynamic/metagrant:AdAccountAccess::act_1001'
const STACK = { urn: 'urn:pulumi:acme::metagrant::pulumi:pulumi:Stack::metagrant-acme', type: 'x' }

const wanted = inputsFor('ad_account', 'advertiser', { [ANA]: 'analyst', [BEN]: 'analyst' })
const own = { ...wanted, __provider: 'code' }
const pending = (type: string, resource: object = { urn: URN, inputs: own, parent: STACK.urn }) => ({
  resources: [STACK],
  pending_operations: [{ type, resource }],
})

describe('withBegun', () => {
  test('leaves a state alone in which nothing was begun, and what is no state', () => {
    const state = {
      manifest: { time: 'now' },
      resources: [{ ...STACK, inputs: {}, outputs: {} }],
      pending_operations: [],
    }
    expect([withBegun(state), hasBegun(state)]).toEqual([state, false])
    expect(withBegun('cut')).toBe('cut')
  })

  test('counts a creation as made: everybody whom it was to give access may have it', () => {
    const state = pending('creating')
    expect(hasBegun(state)).toBe(true)
    const { resources, pending_operations: left } = withBegun(state) as ReturnType<typeof pending>
    expect(left).toEqual([])
    expect(resources[1]).toMatchObject({
      urn: URN,
      id: 'act_1001',
      parent: STACK.urn,
      inputs: own,
      outputs: { __provider: 'code', people: {}, leaving: [ANA, BEN], observed: { state: 'unknown' } },
    })
  })

  test('adds to an updated asset whom the update was to give access', () => {
    const before = {
      ...own,
      people: { [ANA]: own.people[ANA] },
      leaving: ['x@y.example'],
      observed: {},
      waiting: [],
    }
    const state = pending('updating')
    const known = { urn: URN, id: 'act_1001', inputs: own, outputs: before }
    const { resources } = withBegun({ ...state, resources: [STACK, known] }) as {
      resources: (typeof known)[]
    }
    expect(resources[1]?.outputs).toEqual({ ...before, leaving: ['x@y.example', BEN] })
  })

  test('takes a member whom a dead run was inviting for one who may be there', () => {
    const urn = 'urn:pulumi:agency::metagrant::pulumi-nodejs:dynamic/metagrant:BusinessMember::new@x.example'
    const member = { resource: 'member', principal: 'new@x.example', systemUser: false, role: 'employee' }
    const { resources } = withBegun(pending('creating', { urn, inputs: member })) as { resources: object[] }
    expect(resources[1]).toMatchObject({ urn, id: 'new@x.example', outputs: { ...member, waiting: [] } })
  })

  test.each([
    ['creating', []],
    ['updating', [{ waiting: [] }]],
  ])('takes a system user that a dead run was %s for asked for: a second one is for ever', (type, kept) => {
    const urn = 'urn:pulumi:agency::metagrant::pulumi-nodejs:dynamic/metagrant:SystemUser::nightly'
    const member = { resource: 'member', principal: 'nightly', systemUser: true, role: 'employee' }
    const known = kept.map((outputs) => ({ urn, id: 'nightly', inputs: member, outputs }))
    const state = { ...pending(type, { urn, inputs: member }), resources: [STACK, ...known] }
    const { resources } = withBegun(state) as { resources: object[] }
    expect(resources[1]).toMatchObject({ urn, id: 'nightly', outputs: { asked: true, waiting: [] } })
  })

  test('drops an end that was begun, and leaves operations that are not ours', () => {
    const host = { urn: 'urn:pulumi:acme::metagrant::pulumi:providers:pulumi-nodejs::default', inputs: {} }
    for (const [type, resource, left] of [
      ['deleting', undefined, 0],
      ['creating', host, 1],
    ] as const) {
      const after = withBegun(pending(type, resource)) as ReturnType<typeof pending>
      expect([after.resources.length, after.pending_operations.length]).toEqual([1, left])
    }
  })

  test('hides no foreign code: what a run had begun is judged like what the state holds', () => {
    const state = DEPLOYMENT.parse(withBegun(pending('creating')))
    expect(foreignCode('acme', state).map(({ code }) => code)).toEqual(['STATE_CODE_UNKNOWN'])
  })
})
