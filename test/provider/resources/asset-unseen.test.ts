import { describe, expect, test } from 'vitest'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import type { AssetInputs, AssetState } from '../../../provider/resources/inputs.ts'
import { acmeEstate, AGENCY, ANA, inputs, startAcme } from './support.ts'

describe('assetHandler, where Meta does not show an asset', () => {
  const CATALOGS = { edge: 'GET business/client_product_catalogs' }

  test('reads it as it was, says so, and sees no difference', async () => {
    const wanted = inputs('catalog', 'admin', { [ANA]: 'advertiser' })
    const state = await stateOf(wanted)
    await using blind = await startAcme(acmeEstate(), [{ match: CATALOGS, outcome: { error: { code: 10 } } }])
    const seen = await blind.handler().read(state)
    expect(seen.observed).toEqual(state.observed)
    expect(seen.unknown).toBeDefined()
    expect(await blind.handler().differs(seen, wanted)).toBe(false)
  })

  test('keeps it when it leaves the files', async () => {
    await using acme = await startAcme()
    const state = await acme.apply(inputs('catalog', 'admin', { [ANA]: 'advertiser' }))
    const world = unloadWorld(acme.emulator.world)
    await using blind = await startAcme(world, [{ match: CATALOGS, outcome: { error: { code: 10 } } }])
    const { failures } = await blind.handler().remove(state)
    expect(failures.map(({ finding }) => finding.code)).toEqual(['ASSET_KEPT'])
    expect(blind.emulator.requests.counts().writes).toBe(0)
  })

  test('reads one that is shared no more as absent, and plans to go on where it can', async () => {
    await using acme = await startAcme()
    const wanted = inputs('ad_account', 'advertiser', { [ANA]: 'advertiser' })
    const state = await acme.apply(wanted)
    acme.hands({ do: 'unshare', asset: 'act_1001', business: AGENCY })
    const seen = await acme.handler().read(state)
    expect(seen.observed).toMatchObject({ state: 'absent' })
    expect(await acme.handler().differs(seen, wanted)).toBe(true)
  })
})

/** What a run that saw everything left in the state. */
async function stateOf(wanted: AssetInputs): Promise<AssetState> {
  await using acme = await startAcme()
  return await acme.apply(wanted)
}
