import { describe, expect, test } from 'vitest'
import { ANA, DEV, inputs, startAcme, acmeEstate } from './support.ts'

const BOTH = { [ANA]: 'advertiser', [DEV]: 'analyst' } as const
const ONE = { [DEV]: 'analyst' } as const
const REFUSED = { error: { code: 200, message: 'Not now' } }

describe('whom the files no longer name', () => {
  test('stays known when Meta refuses, so that the next run takes them off and they are no stranger', async () => {
    await using acme = await startAcme(acmeEstate(), [
      { match: { method: 'DELETE' }, times: 1, outcome: REFUSED },
    ])
    const state = await acme.apply(inputs('ad_account', 'advertiser', BOTH))
    const wanted = inputs('ad_account', 'advertiser', ONE)
    const first = await acme.handler().apply(wanted, state)
    expect([first.failures.length, first.state.leaving]).toEqual([1, [ANA]])
    expect(await acme.handler().differs(first.state, wanted)).toBe(true)
    expect(acme.handler().inputsSeen(await acme.handler().read(first.state))).toMatchObject({
      leaving: [ANA],
    })
    const second = await acme.apply(wanted, first.state)
    expect(second.leaving).toBeUndefined()
    expect(acme.emulator.world.assignments.get('act_1001')?.size).toBe(1)
    expect(await acme.handler().differs(second, wanted)).toBe(false)
  })

  test('stays known on a pixel, which only a person can take them off, until they are gone', async () => {
    await using acme = await startAcme()
    const state = await acme.apply(inputs('pixel', 'advertiser', BOTH))
    const wanted = inputs('pixel', 'advertiser', ONE)
    const waiting = await acme.apply(wanted, state)
    expect(waiting.leaving).toEqual([ANA])
    acme.hands({ do: 'unassign', asset: '3001', user: '9103' })
    expect((await acme.handler().read(waiting)).leaving).toBeUndefined()
  })
})
