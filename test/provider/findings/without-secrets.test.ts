import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { censor } from '../../../provider/findings/without-secrets.ts'

const none = censor({})

describe('censor', () => {
  test.each([
    [
      'postgres://me:hunter22@db.example/state?sslmode=off',
      'postgres://[secret]@db.example/state?sslmode=off',
    ],
    ['file:///srv/state and s3://bucket/x', 'file:///srv/state and s3://bucket/x'],
    ['http://token-only@graph.example:8080/v26.0', 'http://[secret]@graph.example:8080/v26.0'],
    ['error: "https://u:p@h/x": refused', 'error: "https://[secret]@h/x": refused'],
    [
      'postgres://db/state?user=me&password=hunter22&x=1',
      'postgres://db/state?user=me&password=[secret]&x=1',
    ],
    ['ana@northlight.example has advertiser', 'ana@northlight.example has advertiser'],
    ['see https://docs.example/a?b=c#d', 'see https://docs.example/a?b=c#d'],
    [`ghp_${'a1'.repeat(18)} and pul-${'0f'.repeat(20)}`, '[token] and [token]'],
    ['AKIAIOSFODNN7EXAMPLE, act_1001', '[token], act_1001'],
  ])('makes of %j %j', (text, clean) => {
    expect(none(text)).toBe(clean)
  })

  test('takes out the values of secret variables, however they are written', () => {
    const env = {
      PULUMI_CONFIG_PASSPHRASE: 'a "b" c/ü',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7',
      HOME: '/home/ana',
    }
    const clean = censor(env)
    const value = 'a "b" c/ü'
    for (const text of [
      value,
      JSON.stringify({ value }),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64'),
    ])
      expect(clean(`x ${text} y`)).toMatch(/^x .*\[secret\].* y$/)
    expect(clean('wJalrXUtnFEMI/K7 in /home/ana')).toBe('[secret] in /home/ana')
  })

  test('knows the password in a URL of a variable also where it stands alone', () => {
    const clean = censor({
      PULUMI_BACKEND_URL: 'postgres://me:s%40fest1@db/state',
      HTTPS_PROXY: 'http://abcdef123@p',
    })
    expect(clean('password authentication failed for "s@fest1"')).toBe(
      'password authentication failed for "[secret]"',
    )
    expect(clean('abcdef123')).toBe('[secret]')
  })

  test('leaves short values alone: they stand in ordinary words', () => {
    expect(censor({ META_CLIENT_TOKEN: 'act', PULUMI_CONFIG_PASSPHRASE: '' })('act_1001')).toBe('act_1001')
  })

  test('lets no value through in any text around it, and leaves texts without one as they are', () => {
    const value = fc.string({
      unit: fc.constantFrom(...Array.from('abXY01-_./+="\\')),
      minLength: 8,
      maxLength: 40,
    })
    const around = fc.string({ unit: fc.constantFrom(...Array.from('gh 2,:;\n')), maxLength: 20 })
    fc.assert(
      fc.property(value, around, around, (secret, before, after) => {
        fc.pre(secret.trim() === secret)
        const clean = censor({ META_AGENCY_TOKEN: secret })
        expect(clean(`${before}${secret}${after}`)).not.toContain(secret)
        expect(clean(JSON.stringify({ secret }))).not.toContain(JSON.stringify(secret).slice(1, -1))
        expect(clean(`${before}${after}`)).toBe(`${before}${after}`)
      }),
    )
  })
})
