import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import type { AssetInputs, AssetState } from '../../../provider/resources/inputs.ts'
import { acmeEstate, AGENCY, ANA, DEV, inputs, startAcme, type Acme } from './support.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

const SLOW = { timeout: 30_000 }
const PEOPLE = 'act/assigned_users'

type Outcome = FaultInput['outcome']

/** What Meta may answer to a write that it does not carry out. */
const WITHOUT_EFFECT: readonly (readonly [string, Outcome])[] = [
  ['{"success":false}', { answer: { success: false } }],
  ['[]', { answer: [] }],
]

const WANTED = inputs('ad_account', 'advertiser', { [ANA]: 'analyst' })

/** Acme after a run that made `wanted`, with these faults from then on. */
async function after(wanted: AssetInputs, faults: readonly FaultInput[]): Promise<[Acme, AssetState]> {
  await using acme = await startAcme()
  const state = await acme.apply(wanted)
  return [await startAcme(unloadWorld(acme.emulator.world), faults), state]
}

function codesOf({ failures }: { failures: readonly { finding: { code: string } }[] }): string[] {
  return failures.map(({ finding }) => finding.code)
}

describe.concurrent('assetHandler, where a write has no effect', () => {
  test.each(WITHOUT_EFFECT)('takes nobody for added by %s', SLOW, async (_answer, outcome) => {
    const [acme, state] = await after(inputs('ad_account', 'advertiser', {}), [
      { match: { edge: `POST ${PEOPLE}` }, outcome },
    ])
    await using _ = acme
    const applied = await acme.handler().apply(WANTED, state)
    expect(codesOf(applied)).toEqual(['CHANGE_NOT_SHOWN'])
    expect(applied.state.observed).toMatchObject({ assignments: {} })
  })

  test.each(WITHOUT_EFFECT)(
    'takes nobody for removed by %s, and knows them still',
    SLOW,
    async (_answer, outcome) => {
      const [acme, state] = await after(WANTED, [{ match: { edge: `DELETE ${PEOPLE}` }, outcome }])
      await using _ = acme
      const applied = await acme.handler().apply(inputs('ad_account', 'advertiser', {}), state)
      expect(codesOf(applied)).toEqual(['CHANGE_NOT_SHOWN'])
      expect(applied.state).toMatchObject({ leaving: [ANA], observed: { assignments: { [ANA]: {} } } })
    },
  )

  test.each(WITHOUT_EFFECT)(
    'takes no share for ended by the client by %s',
    SLOW,
    async (_answer, outcome) => {
      const [acme, state] = await after(WANTED, [{ match: { edge: 'DELETE act/agencies' }, outcome }])
      await using _ = acme
      const removed = await acme.handler().remove(state)
      expect(codesOf(removed)).toEqual(['CHANGE_NOT_SHOWN'])
      expect(acme.emulator.world.grants.get('act_1001')?.has(AGENCY)).toBe(true)
    },
  )

  test.each(WITHOUT_EFFECT)(
    'takes no share for given up by our side by %s',
    SLOW,
    async (_answer, outcome) => {
      const [acme, state] = await after(WANTED, [{ match: { edge: 'DELETE business/ad_accounts' }, outcome }])
      await using _ = acme
      const removed = await acme.handler().remove({ ...state, clientSide: 'by-hand' })
      expect(codesOf(removed)).toEqual(['CHANGE_NOT_SHOWN'])
      expect(acme.emulator.world.grants.get('act_1001')?.has(AGENCY)).toBe(true)
    },
  )
})

describe.concurrent('assetHandler, where a look after a write fails', () => {
  test.each<[string, AssetInputs, AssetInputs]>([
    ['added', inputs('ad_account', 'advertiser', {}), WANTED],
    ['removed', WANTED, inputs('ad_account', 'advertiser', {})],
  ])('takes nobody for %s, and keeps what it knew', SLOW, async (_what, before, wanted) => {
    const [acme, state] = await after(before, [
      { match: { edge: `GET ${PEOPLE}` }, outcome: { error: { code: 10 } } },
    ])
    await using _ = acme
    const { failures, state: kept } = await acme.handler().apply(wanted, state)
    expect(codesOf({ failures })).toEqual(['CHANGE_NOT_SHOWN'])
    expect(failures[0]?.finding.args['message']).toContain('the look after it failed')
    expect(kept.observed).toEqual(state.observed)
  })

  test('does not take a share for ended', SLOW, async () => {
    const [acme, state] = await after(WANTED, [
      { match: { edge: 'GET act/agencies' }, outcome: { error: { code: 10 } } },
    ])
    await using _ = acme
    // Nobody can read its people then, either.
    const codes = codesOf(await acme.handler().remove(state))
    expect(codes).toEqual(['CHANGE_NOT_SHOWN', 'CHANGE_NOT_SHOWN'])
  })

  test('does not take an empty list for the end of a share while the asset can be read', SLOW, async () => {
    const listed = {
      match: { edge: 'GET business/client_ad_accounts' },
      after: 1,
      outcome: { empty: true },
    } as const
    const [acme, state] = await after(WANTED, [
      listed,
      { match: { edge: 'DELETE business/ad_accounts' }, outcome: { answer: { success: true } } },
    ])
    await using _ = acme
    expect(codesOf(await acme.handler().remove({ ...state, clientSide: 'by-hand' }))).toEqual([
      'CHANGE_NOT_SHOWN',
    ])
  })

  test(
    'does not take an empty list of Pages for the end of a share that the client lists',
    SLOW,
    async () => {
      await using acme = await startAcme(acmeEstate(), [
        { match: { edge: 'GET business/client_pages' }, after: 1, outcome: { empty: true } },
      ])
      const state = await acme.apply(inputs('page', 'advertiser', {}))
      const { failures } = await acme.handler().remove(state)
      expect(failures.map(({ finding }) => finding.code)).toEqual(['ASSET_KEPT'])
    },
  )
})

describe.concurrent('assetHandler, where the answer to a write is lost', () => {
  test.each<[string, FaultInput['match'], Outcome]>([
    ['a share', { edge: 'POST act/agencies' }, { error: { code: 2, status: 503 } }],
    ['an assignment', { edge: `POST ${PEOPLE}` }, { reset: true }],
  ])('finds %s that Meta made, and does not send it again', SLOW, async (_what, match, outcome) => {
    await using acme = await startAcme(acmeEstate(), [{ match, carried_out: true, times: 1, outcome }])
    const { state, failures } = await acme.handler().apply(WANTED, undefined)
    expect([failures, state.observed]).toMatchObject([[], { assignments: { [ANA]: {} } }])
    expect(acme.writes()).toEqual(['POST act/agencies', `POST ${PEOPLE}`])
  })

  test('finds a removal that Meta made, and that a second one would be refused', SLOW, async () => {
    const [acme, state] = await after(WANTED, [
      {
        match: { edge: `DELETE ${PEOPLE}` },
        carried_out: true,
        times: 1,
        outcome: { error: { code: 2 } },
      },
      { match: { edge: `DELETE ${PEOPLE}` }, outcome: { error: { code: 100 } } },
    ])
    await using _ = acme
    expect(codesOf(await acme.handler().apply(inputs('ad_account', 'advertiser', {}), state))).toEqual([])
  })

  test('tells of a write that a look shows not to be made', SLOW, async () => {
    const [acme, state] = await after(inputs('ad_account', 'advertiser', {}), [
      { match: { edge: `POST ${PEOPLE}` }, outcome: { reset: true } },
    ])
    await using _ = acme
    const { failures } = await acme.handler().apply(WANTED, state)
    expect(codesOf({ failures })).toEqual(['CHANGE_NOT_SHOWN'])
  })
})

/** Whoever may use all assets is often missing from the list of one (graph-api 1.2, LIVE-CLAIM). */
describe.concurrent('assetHandler, where the asset does not list somebody', () => {
  const UNLISTED: FaultInput = { match: { edge: `GET ${PEOPLE}` }, outcome: { empty: true } }

  test('believes what their own side shows after they were added', SLOW, async () => {
    const [acme, state] = await after(inputs('ad_account', 'advertiser', {}), [UNLISTED])
    await using _ = acme
    const { failures } = await acme.handler().apply(WANTED, state)
    expect(codesOf({ failures })).toEqual([])
  })

  test('does not take them for removed while their own side shows them', SLOW, async () => {
    const [acme, state] = await after(WANTED, [
      UNLISTED,
      { match: { edge: `DELETE ${PEOPLE}` }, outcome: { answer: { success: true } } },
    ])
    await using _ = acme
    const { failures } = await acme.handler().apply(inputs('ad_account', 'advertiser', {}), state)
    expect(codesOf({ failures })).toEqual(['CHANGE_NOT_SHOWN'])
  })

  test('asks nobody else where the asset lists them: one look after the writes', SLOW, async () => {
    await using acme = await startAcme()
    const state = await acme.apply(inputs('ad_account', 'advertiser', {}))
    acme.emulator.requests.clear()
    await acme.apply(inputs('ad_account', 'advertiser', { [ANA]: 'analyst', [DEV]: 'analyst' }), state)
    const edges = acme.emulator.requests.entries.map(({ edge }) => edge)
    expect(edges.slice(edges.indexOf(`POST ${PEOPLE}`))).toEqual([
      `POST ${PEOPLE}`,
      `POST ${PEOPLE}`,
      `GET ${PEOPLE}`,
    ])
  })
})
