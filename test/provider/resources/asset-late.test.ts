import { describe, expect, test } from 'vitest'
import { acmeEstate, AGENCY, ANA, inputs, startAcme } from './support.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

/** Longer than any run looks again. */
const FOR_EVER = 600_000

describe('assetHandler, where reads lag behind writes', () => {
  test('shares once, waits for the share to show, and then assigns people', async () => {
    await using acme = await startAcme(acmeEstate(), [{ match: { method: 'GET' }, outcome: { lag: 300 } }])
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'analyst' })
    const state = await acme.apply(wanted)
    expect(acme.writes()).toEqual(['POST act/agencies', 'POST act/assigned_users'])
    expect(state.observed).toMatchObject({
      state: 'present',
      partner: { state: 'granted' },
      assignments: { [ANA]: ['AA_ANALYZE', 'ANALYZE'] },
    })
  })

  test('keeps in the state what was lowered, not what a late read still shows', async () => {
    await using acme = await startAcme(acmeEstate(), [
      { match: { edge: 'GET act/assigned_users' }, after: 1, outcome: { lag: 300 } },
    ])
    const state = await acme.apply(inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' }))
    const lowered = await acme.apply(inputs('ad_account', 'advertiser', { [ANA]: 'analyst' }), state)
    expect(lowered.observed).toMatchObject({ assignments: { [ANA]: ['AA_ANALYZE', 'ANALYZE'] } })
  })

  test('says so where the share does not show in time, and does not ask for it again', async () => {
    await using acme = await startAcme(acmeEstate(), [
      { match: { edge: 'GET act/agencies' }, outcome: { lag: FOR_EVER } },
    ])
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'analyst' })
    const { failures } = await acme.handler().apply(wanted, undefined)
    expect(failures).toMatchObject([{ finding: { code: 'SHARE_NOT_SHOWN' }, subject: { partner: AGENCY } }])
    expect(acme.writes()).toEqual(['POST act/agencies'])
  })
})
