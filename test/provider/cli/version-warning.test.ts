import { expect, test, vi } from 'vitest'
import { codes, makeWorkplace } from '../../support/workplace.ts'

test('scan and preview warn when Meta answers by another version than we asked for', async () => {
  await using place = await makeWorkplace()
  const real = globalThis.fetch
  vi.stubGlobal('fetch', async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    const { body, status, headers } = await real(input, init)
    const said = { 'x-ad-api-version-warning': 'The call has been auto-upgraded to v27.0' }
    return new Response(body, { status, headers: { ...Object.fromEntries(headers), ...said } })
  })
  try {
    for (const command of ['scan', 'preview'])
      expect(codes(await place.json(command, 'acme'))).toContain('GRAPH_VERSION_UPGRADED')
  } finally {
    vi.unstubAllGlobals()
  }
  expect(codes(await place.json('scan', 'acme'))).not.toContain('GRAPH_VERSION_UPGRADED')
})
