import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { errorIn } from '../../../provider/graph/envelope.ts'
import { withoutTokens } from '../../../provider/findings/without-tokens.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const run = (minLength: number, maxLength: number, extra = '') =>
  fc.string({ unit: fc.constantFrom(...Array.from(letters + extra)), minLength, maxLength })
const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 8, maxLength: 18 })

/** A token as Meta makes them: of people, system users and Pages, of Instagram, and of an app. */
const token = fc.oneof(
  run(20, 200).map((rest) => `EAA${rest}`),
  run(20, 200, '_-').map((rest) => `IGQV${rest}`),
  fc.tuple(digits, run(20, 40, '_-')).map(([id, secret]) => `${id}|${secret}`),
)
const words = fc.constantFrom('', ' ', 'Error validating access token', 'x', '_', '/', '": "', '(#190) ', '=')

/** Places where Meta quotes a token. */
const PLACES: readonly ((token: string, before: string, after: string) => string)[] = [
  (one, before, after) => `${before}${one} ${after}`,
  (one, before) => `${before}https://graph.facebook.com/v26.0/me?access_token=${encodeURIComponent(one)}&x=1`,
  (one, before) => `${before}access_token=${one}&appsecret_proof=0123456789abcdef0123456789abcdef`,
  (one, before) => `${before}${JSON.stringify({ access_token: one, x: 1 })}`,
  (one, before) => `${before}${JSON.stringify({ body: JSON.stringify({ input_token: one }) })}`,
  (one) => encodeURIComponent(JSON.stringify([{ relative_url: `me?access_token=${one}` }])),
  (one, before) => `${before} Authorization: Bearer ${one}`,
]

describe('withoutTokens', () => {
  test('lets no token through, wherever it stands', () => {
    fc.assert(
      fc.property(token, fc.constantFrom(...PLACES), words, words, (one, place, before, after) => {
        const clean = withoutTokens(place(one, before, after))
        expect(clean).toContain('[token]')
        const secret = one.includes('|') ? (one.split('|')[1] ?? one) : one
        for (let at = 0; at + 12 <= secret.length; at += 1)
          expect(clean).not.toContain(secret.slice(at, at + 12))
      }),
      { numRuns: 500 },
    )
  })

  test('lets no secret of any shape through where its name stands before it', () => {
    const secret = run(6, 80, '._-')
    const name = fc.constantFrom(
      'access_token',
      'input_token',
      'appsecret_proof',
      'client_secret',
      'ACCESS_TOKEN',
    )
    const join = fc.constantFrom('=', ': ', '":"', '": "', '\\":\\"', '%22%3A%22', "'='")
    fc.assert(
      fc.property(secret, name, join, (one, key, between) => {
        expect(withoutTokens(`x ${key}${between}${one}" y`)).not.toContain(one)
      }),
    )
  })

  test.each([
    '(#100) The parameter business is required',
    '(#190) This method must be called with a Page Access Token',
    "Unsupported get request. Object with ID '122100000000000001' does not exist",
    'PROFILE_PLUS_CREATIVE_MANAGEMENT, PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT',
    'Page EARTHQUAKE_PREPAREDNESS_2026 of Beauty & Bearer bonds',
    'An access token is required to request this resource.',
    'act_1001|act_1002, 900000000000001 | Northlight',
    'https://graph.facebook.com/v26.0/9001/client_ad_accounts?limit=100&after=QVFIUmx1WTBpMGpj',
  ])('leaves alone: %s', (text) => {
    expect(withoutTokens(text)).toBe(text)
  })

  test('cleans a text only once', () => {
    fc.assert(
      fc.property(token, words, (one, before) => {
        const clean = withoutTokens(`${before}${one}`)
        expect(withoutTokens(clean)).toBe(clean)
      }),
    )
  })
})

describe('errorIn', () => {
  test('keeps no token in any part of the error', () => {
    fc.assert(
      fc.property(token, (one) => {
        const error = {
          message: `Bad token ${one}`,
          code: 190,
          fbtrace_id: one,
          error_user_title: one,
          error_data: { access_token: one },
        }
        const found = errorIn({ error }, { method: 'GET', path: 'v26.0/me', status: 400 })
        const all = JSON.stringify([found, found?.message, found?.stack])
        expect(all).not.toContain(one.split('|').at(-1))
      }),
    )
  })

  test.each([{}, { data: [] }, { error: null }, [], null, 'error', { success: true }])(
    'finds none in %j',
    (body) => {
      expect(errorIn(body, { method: 'GET', path: 'x', status: 200 })).toBeUndefined()
    },
  )
})
