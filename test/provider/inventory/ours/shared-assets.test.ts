import { describe, expect, test } from 'vitest'
import { startEmulator, type EmulatorOptions } from '../../../../provider/emulator/index.ts'
import { AGENCY_TOKEN, connect } from '../../../../provider/graph/connect.ts'
import { agencySide } from '../../../../provider/inventory/ours/agency-side.ts'
import { readSharedAssets, type SharedAssets } from '../../../../provider/inventory/ours/shared-assets.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../../../provider/model/kinds.ts'
import { nodeFactsOf } from '../../../../provider/graph/nodes.ts'
import { exampleEstate } from '../../../support/workplace.ts'
import { useShortWaits } from '../../../support/short-waits.ts'

useShortWaits()

const ACME = { id: '100000000000001', name: 'Acme Outdoor' }

async function read(
  faults: EmulatorOptions['faults'] = [],
  listed: readonly AssetKind[] = [],
): Promise<SharedAssets> {
  await using emulator = await startEmulator({ estate: exampleEstate(), faults })
  const env = { META_GRAPH_URL: emulator.url, META_AGENCY_TOKEN: emulator.tokens['agency'] }
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined) throw new Error('no token')
  const shared = await readSharedAssets(agencySide(api, '900000000000001'), new Set(listed))
  expect(emulator.requests.counts().writes).toBe(0)
  return shared
}

describe('readSharedAssets', () => {
  test('shows every asset with its owner, links and our grant, of every kind', async () => {
    const shared = await read()
    if (!('assets' in shared)) throw new Error('unread')
    expect(shared.assets.map(({ id, owner }) => [id, owner])).toEqual(
      ['act_1001', 'act_1002', '3001', '2001', '5001', '4001'].map((id) => [id, ACME]),
    )
    const byId = new Map(shared.assets.map((asset) => [asset.id, asset]))
    expect(byId.get('3001')).toMatchObject({ links: ['act_1001', 'act_1002'], name: 'ACME | Web' })
    expect(byId.get('5001')).toMatchObject({ links: ['2001'], partner: undefined, name: 'acme.outdoor' })
    expect(byId.get('act_1002')).toMatchObject({ currency: 'EUR', timezone: 'Europe/Berlin' })
    expect(byId.get('4001')).toMatchObject({ partner: ['ADVERTISE'], people: {} })
  })

  test('takes the owner of an Instagram account from its Page where its own is not to be read', async () => {
    const shared = await read([{ match: { path: '17841400000005001' }, outcome: { error: { code: 200 } } }])
    if (!('assets' in shared)) throw new Error('unread')
    expect(shared.assets.find(({ id }) => id === '5001')?.owner).toEqual(ACME)
  })

  test('has no half: a kind that cannot be read is the answer, names or people alike', async () => {
    const outcome = { error: { code: 200, message: 'no' } }
    const edge = 'business/client_product_catalogs'
    // The listing of people is tried again without owners, which Meta may refuse.
    const refusedAt = (nth: number) => ({ match: { edge }, outcome, nth })
    for (const faults of [[refusedAt(1)], [refusedAt(2), refusedAt(3)]])
      expect(await read(faults)).toMatchObject({ unread: 'catalog', reason: { kind: 'permission' } })
  })
  const OPTIONAL = ASSET_KINDS.filter((kind) => factsOf(kind).isOptional)

  test.each(OPTIONAL)(
    'leaves out %s where the token lacks its permission and no file lists one',
    async (kind) => {
      const refused = (code: number) => [
        { match: { edge: `business/${nodeFactsOf(kind).clientEdge}` }, outcome: { error: { code } } },
      ]
      expect(await read(refused(200))).toEqual(await read())
      expect(await read(refused(200), [kind])).toMatchObject({ unread: kind, reason: { kind: 'permission' } })
      expect(await read(refused(2))).toMatchObject({ unread: kind, reason: { kind: 'transient' } })
    },
  )
})
