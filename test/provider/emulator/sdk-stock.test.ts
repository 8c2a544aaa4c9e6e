import sdk from 'facebook-nodejs-business-sdk'
import { expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { pointSdkAt } from './sdk-at.ts'
import { AGENCY, SMALL } from './support.ts'

type Row = { readonly id: string }
type Accounts = {
  getAssignedUsers(fields: string[], params: object): Promise<readonly Row[]>
  createAssignedUser(fields: string[], params: object): Promise<unknown>
}

/** The SDK on npm speaks v24.0, whose Marketing version ended on 2026-11-10 (FACT, graph-api 0). */
test.each([
  ['the version that it came with', 'stock', '2026-11-27T00:00:00Z', 'v24.0'],
  ['the version that we set', 'v26.0', '2026-11-27T00:00:00Z', 'v26.0'],
])("Meta's SDK in %s lists and assigns people of an ad account", async (_name, version, at, asked) => {
  await using emulator = await startEmulator({ estate: SMALL, now: () => Date.parse(at) })
  const restore = pointSdkAt(emulator.url, version)
  try {
    const { AdAccount } = sdk as unknown as {
      AdAccount: new (id: string, data: object, parent: undefined, api: object) => Accounts
    }
    const api = new sdk.FacebookAdsApi(emulator.tokens['agency'] ?? '', 'en_US', false)
    const account = new AdAccount('act_1001', {}, undefined, api)
    const listed = async () =>
      (await account.getAssignedUsers(['id'], { business: AGENCY })).map(({ id }) => id)
    expect(await listed()).toEqual(['7001'])
    await account.createAssignedUser([], { business: AGENCY, user: '7102', tasks: ['ANALYZE'] })
    expect(await listed()).toEqual(['7001', '7102'])
    const versions = new Set(emulator.requests.entries.map(({ path }) => path.split('/')[1]))
    expect([...versions]).toEqual([asked])
  } finally {
    restore()
  }
})
