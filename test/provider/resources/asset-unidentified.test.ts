import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { tasksOf } from '../../../provider/model/levels.ts'
import { acmeEstate, AGENCY, ANA, DEV, inputs, ON_THE_PAGE, startAcme } from './support.ts'

/** One list of our people, or one person's list of Pages, is wrong; `after` so many reads. */
const NAMELESS = (after: number): FaultInput => ({
  match: { edge: 'GET business/business_users', side: 'system_user:900000000000001' },
  after,
  times: 1,
  outcome: { without: ['email'] },
})

const NO_PAGES = (after: number): FaultInput => ({
  match: { path: '/9103/assigned_pages' },
  after,
  times: 1,
  outcome: { empty: true },
})

describe('a list of our people whose rows lack their address', () => {
  test('takes nobody off, also with "unmanaged: remove"', async () => {
    await using acme = await startAcme(acmeEstate(), [NAMELESS(1)])
    const wanted = inputs(
      'ad_account',
      'advertiser',
      { [ANA]: 'advertiser', [DEV]: 'analyst' },
      { unmanaged: 'remove' },
    )
    const state = await acme.apply(wanted)
    const writes = acme.writes().length
    const blind = acme.handler()
    expect(await blind.differs(state, wanted)).toBe(false)
    expect(Object.keys(JSON.parse(JSON.stringify(await blind.read(state))).observed.assignments)).toContain(
      '#9103',
    )
    const after = await blind.apply(wanted, state)
    expect(after.failures).toEqual([])
    expect(acme.writes()).toHaveLength(writes)
    expect(acme.emulator.world.assignments.get('act_1001')?.size).toBe(2)
  })

  test('forgets nobody who is to come off: the next run takes them off', async () => {
    await using acme = await startAcme(acmeEstate(), [NAMELESS(1)])
    const state = await acme.apply(
      inputs('ad_account', 'advertiser', { [ANA]: 'advertiser', [DEV]: 'analyst' }),
    )
    const wanted = inputs('ad_account', 'advertiser', { [DEV]: 'analyst' })
    const blind = await acme.handler().apply(wanted, state)
    expect(blind.state.leaving).toEqual([ANA])
    const next = await acme.apply(wanted, blind.state)
    expect(next.leaving).toBeUndefined()
    expect([...(acme.emulator.world.assignments.get('act_1001')?.keys() ?? [])]).toEqual(['9106'])
  })

  test('keeps a dropped asset in the state while somebody unknown is on it', async () => {
    await using acme = await startAcme(acmeEstate(), [NAMELESS(1)])
    const state = await acme.apply(
      inputs('catalog', 'advertiser', { [ANA]: 'advertiser' }, { clientSide: 'by-token' }),
    )
    const byHand = { ...state, clientSide: 'by-hand' } as const
    const { failures } = await acme.handler().remove(byHand)
    expect(failures.map(({ finding }) => finding.code)).toEqual(['ASSET_KEPT'])
    expect((await acme.handler().remove(byHand)).failures).toEqual([])
  })
})

describe("a person's list of Pages that is empty once", () => {
  test('forgets nobody who is to come off the Page', async () => {
    const page = (people: Parameters<typeof inputs>[2]) => inputs('page', 'advertiser', people)
    await using acme = await startAcme(acmeEstate(), [NO_PAGES(1)])
    const tasks = tasksOf('page', 'advertiser')
    acme.hands({ do: 'share', asset: '2001', business: AGENCY, tasks }, ON_THE_PAGE)
    acme.hands({ do: 'assign', asset: '2001', user: '9103', tasks: ['ANALYZE'] })
    const state = await acme.apply(page({ [ANA]: 'analyst', [DEV]: 'analyst' }))
    const blind = await acme.handler().apply(page({ [DEV]: 'analyst' }), state)
    expect(blind.state.leaving).toEqual([ANA])
    const next = await acme.apply(page({ [DEV]: 'analyst' }), blind.state)
    expect(next.leaving).toBeUndefined()
    expect(acme.emulator.world.assignments.get('2001')?.has('9103')).toBe(false)
  })
})
