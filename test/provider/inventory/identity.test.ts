import { describe, expect, test } from 'vitest'
import { GraphApi } from '../../../provider/graph/api.ts'
import { readIdentities } from '../../../provider/inventory/identity.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'

/** An API whose batches answer one operation after the other with these bodies; undefined is a refusal. */
function answering(...bodies: (object | undefined)[]): GraphApi {
  const left = [...bodies]
  return new GraphApi(async ({ params }) => {
    const operations = params['batch'] as readonly unknown[]
    const body = operations.map(() => {
      const next = left.shift()
      return next === undefined
        ? { code: 400, body: JSON.stringify({ error: { code: 100, error_subcode: 33, message: 'no' } }) }
        : { code: 200, body: JSON.stringify(next) }
    })
    return { body, status: 200, headers: new Headers() }
  })
}

const asset = (kind: AssetKind, id: string) => ({ kind, id })
const ACME = { id: '8001', name: 'Acme' }

describe('readIdentities', () => {
  test('has name and owner of each asset that can be read, and no entry for another', async () => {
    const api = answering({ id: 'act_1', name: 'ACME', owner: '8001', owner_business: ACME }, undefined)
    const found = await readIdentities(api, [asset('ad_account', 'act_1'), asset('page', '2')])
    expect([...found]).toEqual([['act_1', { name: 'ACME', business: ACME, ownerId: '8001' }]])
  })

  test('proves nothing by an asset that answers under another id, as a merged Page may', async () => {
    const api = answering({ id: '3', name: 'Acme', owner_business: ACME })
    expect([...(await readIdentities(api, [asset('page', '2')]))]).toEqual([['2', {}]])
  })

  test('asks the user of an Instagram account for its owner, and goes without where it is hidden', async () => {
    const row = { id: '5', ig_user_id: '17', ig_username: 'acme' }
    const shown = await readIdentities(answering(row, { id: '17', owner_business: ACME }), [
      asset('instagram', '5'),
    ])
    expect(shown.get('5')).toEqual({ name: 'acme', business: ACME })
    const hidden = await readIdentities(answering(row, undefined), [asset('instagram', '5')])
    expect(hidden.get('5')).toEqual({ name: 'acme' })
  })
})
