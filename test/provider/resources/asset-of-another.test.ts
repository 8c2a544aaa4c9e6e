import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import type { AssetState } from '../../../provider/resources/inputs.ts'
import { acmeEstate, AGENCY, ANA, DEV, inputs, startAcme, type Acme } from './support.ts'

const BLOOM = '100000000000002'
const ACCOUNT = 'act_1001'
const WANTED = inputs('ad_account', 'advertiser', { [ANA]: 'advertiser', [DEV]: 'analyst' })

/** Our share of acme's account, which a Business owns. */
function estateOf(owner: string): EstateInput {
  const acme = acmeEstate()
  const partners = [{ business: AGENCY, tasks: ['ADVERTISE' as const, 'ANALYZE' as const] }]
  const assets = (acme.assets ?? []).map((asset) =>
    asset.id === ACCOUNT ? { ...asset, owner, partners } : asset,
  )
  return { ...acme, assets }
}

async function refusedBy(acme: Acme, olds?: AssetState): Promise<AssetState> {
  const { state, failures } = await acme.handler().apply(WANTED, olds)
  expect(failures.map((one) => one.finding.code)).toEqual(['ASSET_OF_ANOTHER'])
  return state
}

describe('assetHandler, on an asset of another Business', () => {
  test('writes nothing, fails, and counts nobody whom the file names as given', async () => {
    await using acme = await startAcme(estateOf(BLOOM))
    acme.hands({ do: 'assign', asset: ACCOUNT, user: '9103', tasks: ['ANALYZE'] })
    acme.emulator.requests.clear()
    const state = await refusedBy(acme)
    expect(acme.writes()).toEqual([])
    const { failures } = await acme.handler().remove(state)
    expect([failures, acme.writes()]).toEqual([[], []])
  })

  test('that moved there after its grants takes off whom they gave when the file drops it, and leaves the share', async () => {
    await using acme = await startAcme(estateOf('100000000000001'))
    const given = await acme.apply(WANTED)
    acme.hands({ do: 'assign', asset: ACCOUNT, user: '9104', tasks: ['ANALYZE'] })
    const { assets } = acme.emulator.world
    const account = assets.get(ACCOUNT)
    if (account === undefined) throw new Error('no account')
    assets.set(ACCOUNT, { ...account, owner: BLOOM })
    acme.emulator.requests.clear()
    expect(await acme.handler().differs(given, WANTED)).toBe(true)
    const state = await refusedBy(acme, given)
    expect([acme.writes(), await acme.handler().differs(state, WANTED)]).toEqual([[], false])
    const { failures } = await acme.handler().remove(state)
    expect(failures).toEqual([])
    expect(acme.writes()).toEqual(['DELETE act/assigned_users', 'DELETE act/assigned_users'])
    expect(acme.emulator.world.grants.get(ACCOUNT)?.has(AGENCY)).toBe(true)
  })

  test('goes on once the asset is the client’s, without a change of the file', async () => {
    await using acme = await startAcme(estateOf(BLOOM))
    const state = await refusedBy(acme)
    const { assets } = acme.emulator.world
    const account = assets.get(ACCOUNT)
    if (account === undefined) throw new Error('no account')
    assets.set(ACCOUNT, { ...account, owner: '100000000000001' })
    acme.emulator.requests.clear()
    expect(await acme.handler().differs(state, WANTED)).toBe(true)
    const after = await acme.apply(WANTED, state)
    expect(after.refused).toBeUndefined()
    expect(acme.writes()).toEqual(['POST act/assigned_users', 'POST act/assigned_users'])
  })
})
