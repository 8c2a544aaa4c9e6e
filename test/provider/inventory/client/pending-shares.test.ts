import { describe, expect, test } from 'vitest'
import { byHand } from '../../../../provider/emulator/hands.ts'
import type { Emulator, EstateInput } from '../../../../provider/emulator/index.ts'
import { observedOf, type Inventory } from '../../../../provider/inventory/inventory.ts'
import type { DesiredClient } from '../../../../provider/model/desired.ts'
import type { AssetKind } from '../../../../provider/model/kinds.ts'
import { CODES } from '../../graph/codes.ts'
import { apiOver } from '../../graph/support.ts'
import { CAREFUL, CLIENT, SMALL, small } from '../../emulator/support.ts'
import { AGENCY, clientOf, take, wanted } from '../support.ts'
import { useShortWaits } from '../../../support/short-waits.ts'

useShortWaits()

const byToken: Partial<DesiredClient> = { slug: 'client', clientSide: 'by-token', business: CLIENT }
const careful: Partial<DesiredClient> = { slug: 'careful', clientSide: 'by-token', business: CAREFUL }

function stateOf(inventory: Inventory, kind: AssetKind, id: string): unknown {
  const seen = observedOf(inventory, kind, id)
  if (seen.state === 'unknown') return seen.reason.kind
  return seen.state === 'absent' ? seen.partner.state : seen.state
}

async function shareByApi(
  emulator: Emulator,
  token: string,
  id: string,
  tasks: readonly string[],
): Promise<void> {
  const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens[token] ?? '' }, 'write')
  await api.call('POST', [id, 'agencies'], { business: AGENCY, permitted_tasks: tasks })
}

describe('a share on its way', () => {
  test('waits for a second admin of the client', async () => {
    await using emulator = await small()
    await shareByApi(emulator, 'careful', 'act_1003', ['ANALYZE'])
    const clients = [clientOf([wanted('ad_account', 'act_1003')], careful)]
    expect(stateOf(await take(emulator, clients), 'ad_account', 'act_1003')).toBe('second-admin')
    byHand(emulator.world, { do: 'approve', asset: 'act_1003', business: AGENCY })
    expect(stateOf(await take(emulator, clients), 'ad_account', 'act_1003')).toBe('present')
  })

  test('waits for us where it is a first pixel', async () => {
    await using emulator = await small({ estate: firstPixel() })
    await shareByApi(emulator, 'careful', '2002', ['ANALYZE'])
    const clients = [clientOf([wanted('pixel', '2002')], careful)]
    expect(stateOf(await take(emulator, clients), 'pixel', '2002')).toBe('acceptance')
  })

  test('shows only to the client’s token', async () => {
    await using emulator = await small()
    await shareByApi(emulator, 'careful', 'act_1003', ['ANALYZE'])
    const clients = [clientOf([wanted('ad_account', 'act_1003')], { ...careful, clientSide: 'by-hand' })]
    expect(stateOf(await take(emulator, clients), 'ad_account', 'act_1003')).toBe('none')
  })

  test('is found among more than 100 partners', async () => {
    await using emulator = await small({ estate: manyPartners(140) })
    const clients = [clientOf([wanted('ad_account', 'act_1003')], careful)]
    expect(stateOf(await take(emulator, clients), 'ad_account', 'act_1003')).toBe('second-admin')
  })

  test('is not asked for where our side sees the asset, or cannot say', async () => {
    const outcome = { error: { code: 200 } }
    await using emulator = await small({ faults: [{ match: { edge: 'business/client_pixels' }, outcome }] })
    await take(emulator, [clientOf([wanted('ad_account', 'act_1001'), wanted('pixel', '2001')], byToken)])
    expect(emulator.requests.entries.some(({ edge }) => edge.endsWith('/agencies'))).toBe(false)
  })

  test('leaves an asset open where the client’s side could not be asked, whatever the error', async () => {
    for (const { code, subcode, kind } of CODES) {
      const outcome = { error: { code, ...(subcode === undefined ? {} : { subcode }) } }
      await using emulator = await small({ faults: [{ match: { edge: 'act/agencies' }, outcome }] })
      const inventory = await take(emulator, [clientOf([wanted('ad_account', 'act_1002')], byToken)])
      expect([code, stateOf(inventory, 'ad_account', 'act_1002')]).toEqual([code, kind])
    }
  })

  test('cannot be seen on a Page, which keeps the answer of our own side', async () => {
    await using emulator = await small()
    byHand(emulator.world, { do: 'unshare', asset: '3001', business: AGENCY })
    const inventory = await take(emulator, [clientOf([wanted('page', '3001')], byToken)])
    expect(stateOf(inventory, 'page', '3001')).toBe('none')
  })
})

function firstPixel(): EstateInput {
  return {
    ...SMALL,
    assets: [...(SMALL.assets ?? []), { kind: 'pixel', id: '2002', name: 'First', owner: CAREFUL }],
  }
}

/** Many agencies share the careful client's account; ours waits, with an id that puts it on the last page. */
function manyPartners(count: number): EstateInput {
  const others = Array.from({ length: count }, (_, index) => ({
    id: String(1000 + index),
    name: `Agency ${index}`,
  }))
  return {
    ...SMALL,
    businesses: [...(SMALL.businesses ?? []), ...others],
    assets: (SMALL.assets ?? []).map((asset) =>
      asset.id === 'act_1003'
        ? {
            ...asset,
            partners: [
              ...others.map(({ id }) => ({ business: id, tasks: ['ANALYZE'] })),
              { business: AGENCY, tasks: ['ANALYZE'], status: 'PENDING' as const },
            ],
          }
        : asset,
    ),
  }
}
