import { expect, test, vi } from 'vitest'
import { ASSET_KINDS } from '../../../provider/model/kinds.ts'
import { makeWorkplace } from '../../support/workplace.ts'
import { writesOn } from './support.ts'

/** The parameters of the eleven features that Meta ended or ends with v28 (graph-api 0, FACT). */
const ENDED = [
  'pretty',
  'debug',
  'date_format',
  'ids',
  'method',
  'callback',
  'is_async',
  'adbatch',
  'asyncbatch',
]

/** A request as far as the features show in it. */
type Sent = { readonly params: readonly string[]; readonly text: string; readonly headers: Headers }

function sentIn(input: unknown, init: RequestInit | undefined): Sent[] {
  const body = typeof init?.body === 'string' ? init.body : ''
  const url = new URL(String(input))
  const json =
    body === '' ? {} : (JSON.parse(body) as { batch?: string | { relative_url: string; body?: string }[] })
  const batch =
    typeof json.batch === 'string'
      ? (JSON.parse(json.batch) as { relative_url: string }[])
      : (json.batch ?? [])
  const inner = batch.map(({ relative_url: path }) => new URL(path, 'https://graph.facebook.com/'))
  const headers = new Headers(init?.headers)
  return [
    { params: [...url.searchParams.keys(), ...Object.keys(json)], text: `${url.search}${body}`, headers },
    ...inner.map((one) => ({ params: [...one.searchParams.keys()], text: one.search, headers })),
  ]
}

test('scan, import and preview use none of the features that Meta ends', { timeout: 60_000 }, async () => {
  await using place = await makeWorkplace()
  const real = globalThis.fetch
  const sent: Sent[] = []
  vi.stubGlobal('fetch', (input: unknown, init?: RequestInit) => {
    sent.push(...sentIn(input, init))
    return real(input as never, init)
  })
  try {
    for (const command of [
      ['scan'],
      ['preview', '--all'],
      ['import', 'acme', '--business', '100000000000001'],
      ['review'],
    ])
      await place.run(...command)
  } finally {
    vi.unstubAllGlobals()
  }
  expect(sent.length).toBeGreaterThan(30)
  for (const { params, text, headers } of sent) {
    expect(params.filter((name) => ENDED.includes(name))).toEqual([])
    expect(text).not.toMatch(/\.as\(|%2Eas%28/i)
    expect([headers.has('if-none-match'), headers.has('x-http-method-override')]).toEqual([false, false])
  }
})

test.each(ASSET_KINDS)('the writes on a %s use none of them', async (kind) => {
  const asked = await writesOn(kind, '77')
  expect(asked.length).toBeGreaterThan(0)
  for (const { params } of asked)
    expect(Object.keys(params).filter((name) => ENDED.includes(name))).toEqual([])
})
