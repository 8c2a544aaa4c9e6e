import sdk from 'facebook-nodejs-business-sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { byHand } from '../../../provider/emulator/hands.ts'
import {
  generateEstate,
  parseEstate,
  startEmulator,
  type Emulator,
  type EstateInput,
} from '../../../provider/emulator/index.ts'
import { pointSdkAt } from './sdk-at.ts'
import { AGENCY, asking, CLIENT, ids, rowOf, SMALL, type Ask } from './support.ts'

const ACCOUNT = '6101'

/** SMALL, where the client shares some tasks on its WhatsApp Business account and our system user has one of them. */
const ESTATE: EstateInput = {
  ...SMALL,
  tokens: [
    ...(SMALL.tokens ?? []),
    { name: 'narrow', holder: '7001', scopes: ['business_management', 'ads_management'] },
    { name: 'messenger', holder: '7001', scopes: ['whatsapp_business_management'] },
  ],
  assets: (SMALL.assets ?? []).map((asset) =>
    asset.id === ACCOUNT
      ? {
          ...asset,
          partners: [{ business: AGENCY, tasks: ['MANAGE_TEMPLATES', 'MESSAGING'] }],
          assignments: [{ user: '7001', tasks: ['MESSAGING'] }],
        }
      : asset,
  ),
}

let emulator: Emulator
let agency: Ask
let client: Ask
beforeEach(async () => {
  emulator = await startEmulator({ estate: ESTATE })
  agency = asking(emulator, emulator.tokens['agency'])
  client = asking(emulator, emulator.tokens['client'])
  return async () => await emulator.close()
})

describe('a WhatsApp Business account', () => {
  test('is listed by its owner and by whom it is shared with, without tasks', async () => {
    expect(ids(await client('GET', `${CLIENT}/owned_whatsapp_business_accounts`))).toEqual([ACCOUNT])
    const shared = await agency('GET', `${AGENCY}/client_whatsapp_business_accounts`)
    expect(rowOf(shared, ACCOUNT)).toEqual({ id: ACCOUNT, name: 'WhatsApp', currency: 'EUR' })
  })

  test('names its owner', async () => {
    const { body } = await agency('GET', ACCOUNT, { fields: 'owner_business,is_shared_with_partners' })
    expect(body).toEqual({
      id: ACCOUNT,
      owner_business: { id: CLIENT, name: 'Client' },
      is_shared_with_partners: true,
    })
  })

  test.each([
    ['GET', '100'],
    ['POST', '100/33'],
    ['DELETE', '100/33'],
  ])('has no edge for partners: %s agencies answers %s', async (method, outcome) => {
    const params = { business: AGENCY, permitted_tasks: ['MANAGE'] }
    expect((await client(method, `${ACCOUNT}/agencies`, params)).outcome).toBe(outcome)
  })

  test('is shared, and that is ended, by hand alone', async () => {
    byHand(emulator.world, { do: 'unshare', asset: ACCOUNT, business: AGENCY })
    expect((await agency('GET', ACCOUNT)).outcome).toBe('100/33')
    byHand(emulator.world, { do: 'share', asset: ACCOUNT, business: AGENCY, tasks: ['MESSAGING'] })
    expect((await agency('GET', ACCOUNT)).outcome).toBe('ok')
    const users = await agency('GET', `${ACCOUNT}/assigned_users`, { business: AGENCY })
    expect(ids(users)).toEqual([])
  })

  test.each([
    ['within what is shared', ['MESSAGING', 'VIEW_TEMPLATES'], 'ok'],
    ['beyond what is shared', ['MANAGE'], '200'],
    ['with a task of another kind', ['ADVERTISE'], '100'],
    ['without a task', [], '100'],
  ])('takes people %s: %j answers %s', async (_name, tasks, outcome) => {
    const params = { business: AGENCY, user: '7102', tasks }
    expect((await agency('POST', `${ACCOUNT}/assigned_users`, params)).outcome).toBe(outcome)
  })

  test('lets people be taken off', async () => {
    const users = async () => ids(await agency('GET', `${ACCOUNT}/assigned_users`, { business: AGENCY }))
    expect(await users()).toEqual(['7001'])
    await agency('DELETE', `${ACCOUNT}/assigned_users`, { business: AGENCY, user: '7001' })
    expect(await users()).toEqual([])
  })

  test('is listed from the side of its people', async () => {
    const listed = await agency('GET', '7001/assigned_whatsapp_business_accounts')
    expect(rowOf(listed, ACCOUNT)).toMatchObject({ tasks: ['MESSAGING'] })
  })

  test.each([
    ['narrow', ACCOUNT, '200'],
    ['narrow', `${ACCOUNT}/assigned_users?business=${AGENCY}`, '200'],
    ['narrow', `${AGENCY}/client_whatsapp_business_accounts`, '200'],
    ['messenger', ACCOUNT, 'ok'],
    ['messenger', `${ACCOUNT}/assigned_users?business=${AGENCY}`, '200'],
  ])('needs its own permission, and that of a Business: %s asks %s: %s', async (token, path, outcome) => {
    expect((await asking(emulator, emulator.tokens[token])('GET', path)).outcome).toBe(outcome)
  })

  test('refuses tasks in a form and names its schema, as Instagram does', async () => {
    const path = `${ACCOUNT}/assigned_users`
    const params = { business: AGENCY, user: '7102', tasks: ['NOPE'] }
    const inForm = await agency('POST', path, { ...params, tasks: '["MESSAGING"]' }, 'form')
    expect(inForm.body).toMatchObject({ error: { code: 100, message: /^Failed to parse/ } })
    const { body } = await agency('POST', path, params)
    expect(JSON.stringify(body)).toContain("JSON schema constraint 'enum'")
  })
})

describe('an estate', () => {
  test('holds it under rules of its own', () => {
    const problems = (change: object) => {
      const account = { kind: 'whatsapp', id: ACCOUNT, name: 'a', owner: CLIENT, ...change }
      const parsed = parseEstate({ ...SMALL, assets: [account] })
      return 'problems' in parsed ? parsed.problems : []
    }
    expect(problems({})).toEqual([])
    expect(problems({ assignments: [{ user: '7201', tasks: ['ADVERTISE'] }] })).toEqual([
      { path: 'assets.0.assignments.0.tasks', message: 'whatsapp has no task ADVERTISE' },
    ])
    expect(problems({ spend_cap: '0' })).toHaveLength(1)
  })

  test('made from counts has one as its ninth asset', () => {
    const size = { seed: 1, clients: 1, peoplePerAsset: 1, people: 2 }
    const kinds = generateEstate({ ...size, assetsPerClient: 18 }).assets.map(({ kind }) => kind)
    expect(kinds.flatMap((kind, index) => (kind === 'whatsapp' ? index : []))).toEqual([8, 17])
  })
})

describe("Meta's own SDK", () => {
  let restore: () => void
  let fresh: Emulator
  beforeAll(async () => {
    fresh = await startEmulator({ estate: ESTATE })
    restore = pointSdkAt(fresh.url)
  })
  afterAll(async () => {
    restore()
    await fresh.close()
  })

  test('assigns, lists and removes people of WhatsAppBusinessAccount', async () => {
    type Params = Readonly<Record<string, unknown>>
    type Node = {
      createAssignedUser(fields: string[], params: Params): Promise<unknown>
      getAssignedUsers(fields: string[], params: Params): Promise<readonly { readonly id: string }[]>
      deleteAssignedUsers(params: Params): Promise<unknown>
    }
    const { WhatsAppBusinessAccount } = sdk as unknown as {
      WhatsAppBusinessAccount: new (id: string, data: object, parent: undefined, api: object) => Node
    }
    const api = new sdk.FacebookAdsApi(fresh.tokens['agency'] ?? '', 'en_US', false)
    const node = new WhatsAppBusinessAccount(ACCOUNT, {}, undefined, api)
    const listed = async () => (await node.getAssignedUsers(['id'], { business: AGENCY })).map(({ id }) => id)
    await node.createAssignedUser([], { business: AGENCY, user: '7102', tasks: ['MESSAGING'] })
    expect(await listed()).toEqual(['7001', '7102'])
    expect(await node.deleteAssignedUsers({ business: AGENCY, user: '7102' })).toEqual({ success: true })
    expect(await listed()).toEqual(['7001'])
  })
})
