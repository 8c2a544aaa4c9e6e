import { describe, expect, test } from 'vitest'
import type { Hand } from '../../../provider/emulator/hands.ts'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { acmeEstate, AGENCY, ANA, DEV, inputs, startAcme } from './support.ts'

const ACCOUNT = '6001'
const SHARED: Hand = { do: 'share', asset: ACCOUNT, business: AGENCY, tasks: ['MANAGE'] }

/** Acme with a WhatsApp Business account that nobody shares yet. */
function withWhatsApp(): EstateInput {
  const acme = acmeEstate()
  const account = { kind: 'whatsapp' as const, id: ACCOUNT, name: 'ACME', owner: '100000000000001' }
  return { ...acme, assets: [...(acme.assets ?? []), account] }
}

describe('assetHandler, on a kind that no API shares', () => {
  test('waits for the client to share it even with its token, and then puts people on it', async () => {
    await using acme = await startAcme(withWhatsApp())
    const wanted = inputs('whatsapp', 'admin', { [ANA]: 'developer' })
    const waiting = await acme.apply(wanted)
    expect([waiting.waiting, acme.writes()]).toEqual([['client-share: partner'], []])
    acme.hands(SHARED)
    expect(await acme.handler().differs(waiting, wanted)).toBe(true)
    const state = await acme.apply(wanted, waiting)
    expect([state.waiting, acme.writes()]).toEqual([[], ['POST whatsapp/assigned_users']])
    expect(state.observed).toMatchObject({
      state: 'present',
      partner: { state: 'granted' },
      assignments: { [ANA]: ['DEVELOP', 'MESSAGING', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'] },
    })
    expect(await acme.handler().differs(state, wanted)).toBe(false)
  })

  test('changes levels and takes people off, for that has an edge', async () => {
    await using acme = await startAcme(withWhatsApp())
    acme.hands(SHARED)
    const state = await acme.apply(inputs('whatsapp', 'admin', { [ANA]: 'developer', [DEV]: 'analyst' }))
    acme.emulator.requests.clear()
    await acme.apply(inputs('whatsapp', 'admin', { [ANA]: 'editor' }), state)
    expect(acme.writes()).toEqual(['DELETE whatsapp/assigned_users', 'POST whatsapp/assigned_users'])
  })

  test('takes everybody off when no file lists it any more, and leaves the end of the share to the client', async () => {
    await using acme = await startAcme(withWhatsApp())
    acme.hands(SHARED)
    const state = await acme.apply(inputs('whatsapp', 'admin', { [ANA]: 'analyst' }))
    acme.emulator.requests.clear()
    const { failures } = await acme.handler().remove(state)
    expect([failures, acme.writes()]).toEqual([[], ['DELETE whatsapp/assigned_users']])
    expect(acme.emulator.world.grants.get(ACCOUNT)?.has(AGENCY)).toBe(true)
  })
})
