import sdk from 'facebook-nodejs-business-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateEstate, startEmulator, type Emulator } from '../../../provider/emulator/index.ts'
import { pointSdkAt } from './sdk-at.ts'
import { AGENCY, pageToken, SMALL } from './support.ts'

type Params = Record<string, unknown>
type Row = { readonly id: string; exportAllData(): Params }
type Cursor = Row[] & { hasNext(): boolean; next(): Promise<Cursor> }
type AssetNode = {
  getAgencies(fields: string[], params?: Params): Promise<Cursor>
  createAgency(fields: string[], params: Params): Promise<Row>
  deleteAgencies(params: Params): Promise<Params>
  getAssignedUsers(fields: string[], params: Params): Promise<Cursor>
  createAssignedUser(fields: string[], params: Params): Promise<Row>
  deleteAssignedUsers?(params: Params): Promise<Params>
}
type Api = InstanceType<typeof sdk.FacebookAdsApi>
type AssetClass = new (id: string, data: object, parent: undefined, api: Api) => AssetNode

const CASES: readonly [name: string, node: AssetClass, id: string, tasks: string[]][] = [
  ['AdAccount', sdk.AdAccount as unknown as AssetClass, 'act_1001', ['ADVERTISE', 'ANALYZE']],
  ['AdsPixel', sdk.AdsPixel as unknown as AssetClass, '2001', ['ANALYZE']],
  ['Page', sdk.Page as unknown as AssetClass, '3001', ['ADVERTISE', 'ANALYZE']],
  [
    'InstagramBusinessAsset',
    (sdk as unknown as { InstagramBusinessAsset: AssetClass }).InstagramBusinessAsset,
    '4001',
    ['ANALYZE'],
  ],
  ['ProductCatalog', sdk.ProductCatalog as unknown as AssetClass, '5001', ['ADVERTISE']],
]

describe("Meta's own SDK", () => {
  let emulator: Emulator
  let restore: () => void
  beforeAll(async () => {
    emulator = await startEmulator({ estate: SMALL })
    restore = pointSdkAt(emulator.url)
  })
  afterAll(async () => {
    restore()
    await emulator.close()
  })
  const apiFor = async (name: string, asset: string): Promise<Api> => {
    const token = asset === '3001' ? await pageToken(emulator, name) : (emulator.tokens[name] ?? '')
    return new sdk.FacebookAdsApi(token, 'en_US', false)
  }

  test.each(CASES)('lists, revokes and grants partners of %s', async (_name, Node, id, tasks) => {
    const node = new Node(id, {}, undefined, await apiFor('client', id))
    const before = await node.getAgencies(['id', 'access_status', 'permitted_tasks'])
    expect(before.map((row) => [row.id, row.exportAllData()['access_status']])).toEqual([
      [AGENCY, 'CONFIRMED'],
    ])
    expect(await node.deleteAgencies({ business: AGENCY })).toEqual({ success: true })
    expect(await node.getAgencies(['id'])).toHaveLength(0)
    const granted = await node.createAgency([], { business: AGENCY, permitted_tasks: tasks })
    expect(granted.exportAllData()).toMatchObject({ success: true })
    const after = await node.getAgencies(['id', 'permitted_tasks'])
    expect(after.map((row) => row.id)).toEqual([AGENCY])
  })

  test.each(CASES)('assigns, lists and removes people of %s', async (_name, Node, id, tasks) => {
    await using fresh = await startEmulator({ estate: SMALL })
    const restoreFresh = pointSdkAt(fresh.url)
    try {
      const token = id === '3001' ? await pageToken(fresh, 'agency') : (fresh.tokens['agency'] ?? '')
      const node = new Node(id, {}, undefined, new sdk.FacebookAdsApi(token, 'en_US', false))
      const done = await node.createAssignedUser([], { business: AGENCY, user: '7102', tasks })
      expect(done.exportAllData()).toMatchObject({ success: true })
      const listed = async () =>
        (await node.getAssignedUsers(['id', 'tasks'], { business: AGENCY })).map((row) => row.id)
      expect(await listed()).toContain('7102')
      if (node.deleteAssignedUsers === undefined) return
      expect(await node.deleteAssignedUsers({ business: AGENCY, user: '7102' })).toEqual({ success: true })
      expect(await listed()).not.toContain('7102')
    } finally {
      restoreFresh()
    }
  })

  test('has no deleteAssignedUsers for pixels, and the edge refuses it', async () => {
    expect('deleteAssignedUsers' in sdk.AdsPixel.prototype).toBe(false)
    const api = await apiFor('agency', '2001')
    const refused = api.call('DELETE', ['2001', 'assigned_users'], { user: '7102' })
    await expect(refused).rejects.toMatchObject({ status: 400, response: { code: 100, error_subcode: 33 } })
  })

  test('pages through a list with its cursor', async () => {
    await using many = await startEmulator({
      estate: generateEstate({ seed: 1, clients: 10, assetsPerClient: 8, peoplePerAsset: 1, people: 3 }),
    })
    const restoreMany = pointSdkAt(many.url)
    try {
      const api = new sdk.FacebookAdsApi(many.tokens['agency'] ?? '', 'en_US', false)
      const business = new sdk.Business(AGENCY, {}, undefined, api) as unknown as {
        getClientAdAccounts(fields: string[], params: Params): Promise<Cursor>
      }
      let cursor = await business.getClientAdAccounts(['id', 'name'], { limit: 7 })
      const seen = cursor.map(({ id }) => id)
      while (cursor.hasNext()) {
        cursor = await cursor.next()
        seen.push(...cursor.map(({ id }) => id))
      }
      expect(new Set(seen).size).toBe(30)
      expect(seen).toHaveLength(30)
    } finally {
      restoreMany()
    }
  })

  test('runs a batch', async () => {
    const api = await apiFor('agency', '')
    const Batch = (sdk as unknown as { FacebookAdsApiBatch: new (api: Api) => SdkBatch }).FacebookAdsApiBatch
    const batch = new Batch(api)
    const seen: unknown[] = []
    batch.add('GET', ['me'], { fields: 'id' }, undefined, (answer) => seen.push(answer.body))
    batch.add('GET', ['1'], {}, undefined, undefined, (answer) => seen.push(answer.error !== null))
    await batch.execute()
    expect(seen).toEqual([{ id: '7001' }, true])
  })
})

type SdkAnswer = { readonly body: unknown; readonly error: unknown }
type SdkBatch = {
  add(
    method: string,
    path: string[],
    params: Params,
    files?: undefined,
    ok?: (answer: SdkAnswer) => void,
    bad?: (answer: SdkAnswer) => void,
  ): void
  execute(): Promise<unknown>
}
