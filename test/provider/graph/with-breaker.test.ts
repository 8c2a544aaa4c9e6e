import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { startEmulator, type Emulator } from '../../../provider/emulator/index.ts'
import type { GraphApi } from '../../../provider/graph/api.ts'
import { withOwnBreakers } from '../../../provider/graph/breakers.ts'
import { AGENCY_TOKEN, connect, connectWith } from '../../../provider/graph/connect.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { useShortWaits } from '../../support/short-waits.ts'
import { exampleEstate } from '../../support/workplace.ts'

useShortWaits()

const ACCOUNTS = ['act_1001', 'act_1002', 'act_1101', 'act_1201'] as const
const POST = { method: 'POST', path: '/assigned_users$' } as const

async function emulated(fault: FaultInput) {
  const emulator = await startEmulator({ estate: exampleEstate(), faults: [fault] })
  return Object.assign(emulator, { [Symbol.asyncDispose]: () => emulator.close() })
}

function envOf({ url, tokens }: Emulator) {
  return { META_GRAPH_URL: url, [AGENCY_TOKEN]: tokens['agency'] }
}

function agency(emulator: Emulator): GraphApi {
  const api = connect(envOf(emulator), AGENCY_TOKEN, 'write')
  if (api === undefined) throw new Error('no token')
  return api
}

/** What Meta refused, or what was not sent. The emulator refuses most of these writes for themselves: they are sent. */
async function refusal(call: Promise<unknown>): Promise<GraphError | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof GraphError) return error
    throw error
  }
}

const assign = (api: GraphApi, account: string) =>
  refusal(api.call('POST', [account, 'assigned_users'], { user: '1', business: '1', tasks: ['ANALYZE'] }))

const sentTo = (emulator: Emulator, account: string): number =>
  emulator.requests.entries.filter(({ method, node }) => method === 'POST' && node === account).length

describe('withBreaker', () => {
  test('sends nothing after a block, with none of the clients on the token and on those that it got', async () => {
    await using emulator = await emulated({
      match: { method: 'GET' },
      nth: 1,
      outcome: { error: { code: 368 } },
    })
    await withOwnBreakers(async () => {
      const api = agency(emulator)
      const page = connectWith(
        envOf(emulator),
        `${emulator.tokens['agency']}-of-page`,
        'write',
        undefined,
        api,
      )
      expect((await refusal(api.call('GET', ['act_1001'])))?.kind).toBe('blocked')
      for (const one of [api, page, agency(emulator)]) {
        const error = await refusal(one.call('GET', ['me']))
        expect(error?.facts).toMatchObject({ kind: 'blocked', code: 368, unsent: true, path: 'v26.0/me' })
        expect((await assign(one, 'act_1001'))?.facts.unsent).toBe(true)
      }
    })
    expect(emulator.requests.entries).toHaveLength(1)
  })

  test('sends nothing after an operation of a batch was blocked', async () => {
    await using emulator = await emulated({
      match: { batched: true },
      nth: 2,
      outcome: { error: { code: 368 } },
    })
    await withOwnBreakers(async () => {
      const api = agency(emulator)
      const batch = ACCOUNTS.map((id) => ({ method: 'GET', relative_url: id }))
      await api.call('POST', [], { batch })
      expect((await refusal(api.call('GET', ['me'])))?.facts.unsent).toBe(true)
    })
  })

  test('leaves another token alone', async () => {
    await using emulator = await emulated({ match: {}, nth: 1, outcome: { error: { code: 368 } } })
    await withOwnBreakers(async () => {
      await refusal(agency(emulator).call('GET', ['me']))
      const other = connectWith(envOf(emulator), emulator.tokens['corner'] ?? '', 'read')
      expect(await refusal(other.call('GET', ['me']))).toBeUndefined()
    })
  })

  test('goes on with all as soon as one try passes', async () => {
    await using emulator = await emulated({ match: POST, times: 5, outcome: { error: { code: 80_004 } } })
    const errors = await withOwnBreakers(async () => {
      const api = agency(emulator)
      return Promise.all([...ACCOUNTS, ...ACCOUNTS].map((account) => assign(api, account)))
    })
    expect(errors.filter((error) => error?.kind === 'throttled')).toEqual([])
    expect(ACCOUNTS.map((account) => sentTo(emulator, account)).reduce((a, b) => a + b)).toBe(8 + 5)
  })

  test(
    'gives up the one ad account that is throttled, and sends all the others',
    { timeout: 30_000 },
    async () => {
      const match = { method: 'POST', path: '/act_1001/assigned_users$' } as const
      await using emulator = await emulated({ match, outcome: { error: { code: 80_004 } } })
      await withOwnBreakers(async () => {
        const api = agency(emulator)
        const errors = await Promise.all(ACCOUNTS.map((account) => assign(api, account)))
        expect(errors.map((error) => error?.kind === 'throttled')).toEqual([true, false, false, false])
        expect((await assign(api, 'act_1001'))?.facts).toMatchObject({ kind: 'throttled', unsent: true })
        expect((await assign(api, 'act_1002'))?.facts.unsent).toBeUndefined()
      })
      expect(ACCOUNTS.map((account) => sentTo(emulator, account))).toEqual([4, 2, 1, 1])
    },
  )
})
