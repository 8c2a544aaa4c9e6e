import { expect, test } from 'vitest'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const BLOOM = '100000000000002'
const ACCOUNT = 'act_1001'

test('apply gives nobody access to an asset of another Business, and all else that the file asks for', async () => {
  const example = exampleEstate()
  const assets = (example.assets ?? []).map((asset) =>
    asset.id === ACCOUNT ? { ...asset, owner: BLOOM } : asset,
  )
  await using place = await makeWorkplace({ estate: { ...example, assets } })
  const grants = place.emulator.world.assignments
  const applied = await place.json('apply', 'acme')
  expect([applied.exit, codes(applied)]).toEqual([1, ['ASSET_OF_ANOTHER']])
  expect([...(grants.get(ACCOUNT)?.keys() ?? [])]).toEqual([])
  expect(grants.get('act_1002')?.size).toBe(4)

  const { assets: owned } = place.emulator.world
  const account = owned.get(ACCOUNT)
  if (account === undefined) throw new Error('no account')
  owned.set(ACCOUNT, { ...account, owner: '100000000000001' })
  const after = await place.json('apply', 'acme')
  expect([after.exit, codes(after)]).toEqual([0, []])
  expect(grants.get(ACCOUNT)?.size).toBe(4)
  expect((await place.json('preview', 'acme')).exit).toBe(0)
}, 120_000)
