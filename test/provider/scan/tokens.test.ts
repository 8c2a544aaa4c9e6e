import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../../provider/emulator/index.ts'
import { factsOfToken } from '../../../provider/graph/connect.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { ASSET_KINDS } from '../../../provider/model/kinds.ts'
import { tokenFindings } from '../../../provider/scan/tokens.ts'
import { SMALL } from '../emulator/support.ts'
import { NOW } from './mutate.ts'

const DAY = 86_400_000
const SCOPES = [
  'business_management',
  'ads_management',
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'instagram_basic',
  'catalog_management',
  'whatsapp_business_management',
]

function found(
  days: number | undefined,
  scopes: readonly string[] = SCOPES,
  kinds = [...ASSET_KINDS],
): unknown[] {
  const endsAt = days === undefined ? undefined : NOW.getTime() + days * DAY
  const token = {
    variable: 'META_AGENCY_TOKEN',
    at: { file: 'access/agency.yaml' },
    kinds,
    facts: { scopes, endsAt },
  }
  return tokenFindings(token, NOW).map(({ code, args }) => [code, args['days'] ?? args['permissions']])
}

describe('tokenFindings', () => {
  test.each([
    [undefined, []],
    [365, []],
    [30, []],
    [29.99, [['SCAN_TOKEN_ENDS', 29]]],
    [7, [['SCAN_TOKEN_ENDS', 7]]],
    [6.99, [['SCAN_TOKEN_ENDS_SOON', 6]]],
    [-1, [['SCAN_TOKEN_ENDS_SOON', 0]]],
  ])('of a token with %s days left', (days, expected) => {
    expect(found(days)).toEqual(expected)
  })

  test.each(SCOPES)('names the permission %s where it is missing, and only then', (scope) => {
    const others = SCOPES.filter((one) => one !== scope)
    expect(found(undefined, others)).toEqual([['SCAN_TOKEN_PERMISSION', `"${scope}"`]])
  })

  test('asks for no permission that no kind of asset needs', () => {
    expect(found(undefined, ['business_management', 'catalog_management'], ['catalog'])).toEqual([])
  })
})

describe('factsOfToken', () => {
  const estate = {
    ...SMALL,
    tokens: [
      {
        name: 'agency',
        holder: '7001',
        expires_at: '2030-01-01T00:00:00Z',
        scopes: ['business_management' as const],
      },
      { name: 'client', holder: '7202', client_integration: true },
    ],
  }

  test('reads permissions and end, with the token in no URL', async () => {
    await using emulator = await startEmulator({ estate })
    const token = emulator.tokens['agency'] ?? ''
    const facts = await factsOfToken({ META_GRAPH_URL: emulator.url, A_TOKEN: token }, 'A_TOKEN')
    expect(facts).toEqual({ scopes: ['business_management'], endsAt: Date.parse('2030-01-01T00:00:00Z') })
    expect(emulator.requests.entries.map(({ edge, batched }) => [edge, batched])).toEqual([
      ['GET root/debug_token', true],
      ['POST batch', false],
    ])
  })

  test('says why where a token may not look at itself, without the token', async () => {
    await using emulator = await startEmulator({ estate })
    const token = emulator.tokens['client'] ?? ''
    const facts = await factsOfToken({ META_GRAPH_URL: emulator.url, A_TOKEN: token }, 'A_TOKEN')
    if (!(facts instanceof GraphError)) throw new TypeError('Cannot take the error of an answer')
    expect([facts.kind, facts.facts.code]).toEqual(['refused', 100])
    expect(JSON.stringify(facts.facts)).not.toContain(token)
  })

  test('of a variable without a token is nothing', async () => {
    expect(await factsOfToken({}, 'A_TOKEN')).toBeUndefined()
  })
})
