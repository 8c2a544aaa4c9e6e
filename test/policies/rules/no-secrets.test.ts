import { describe, expect, it } from 'vitest'
import { noSecrets } from '../../../policies/rules/no-secrets.ts'
import { wordsOf } from '../../../provider/findings/words.ts'
import { fileOf, TODAY } from '../../support/scenario.ts'
import { exampleWith } from '../support/example.ts'

const { model } = exampleWith()

function foundIn(text: string) {
  const files = [fileOf('access/clients/acme.yaml', text)]
  return noSecrets.files?.({ on: 'files', model, today: TODAY, files }) ?? []
}

/** Made here of parts, so that this file holds nothing that looks like a secret either. */
const SECRETS = [
  ['a token of Meta', `EAA${'Bc9'.repeat(12)}`],
  ['a token of a Meta app', `700000000000001|${'aB3-_'.repeat(5)}`],
  ['a cookie of a signed-in person', `c_user=${'1'.repeat(15)}`],
  ['a cookie of a signed-in person', `xs = ${'1a'.repeat(8)}`],
  ['a cookie of a signed-in person', 'Cookie: anything'],
  ['a cookie of a signed-in person', 'set-cookie : x'],
  ['a password', 'password: swordfish'],
  ['a password', 'Mot de passe = ouvretoi'],
  ['a password', 'pwd: hunter2'],
  ['a password', '"passwd": "1234"'],
  ['a password', 'passcode:swordfish'],
  ['a secret', `token: ${'abc1'.repeat(3)}`],
  ['a secret', `api_key=${'abc1'.repeat(3)}`],
  ['a secret', `apikey=${'abc1'.repeat(3)}`],
  ['a secret', `Authorization: Bearer ${'abc1'.repeat(3)}`],
  ['a secret', `client secrets: "${'abc1'.repeat(3)}"`],
  ['an app secret or another key', 'deadbeef'.repeat(4)],
  ['an app secret or another key', 'DEADBEEF'.repeat(8)],
  ['a private key', '-----BEGIN PRIVATE KEY-----'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a token of another service', `ghp_${'a1B2'.repeat(9)}`],
  ['a token of another service', `github_pat_${'a1B2'.repeat(9)}`],
  ['a token of another service', `pul-${'a1b2'.repeat(5)}`],
  ['a token of another service', `AKIA${'A1B2'.repeat(4)}`],
  ['a token of another service', `xoxb-${'1'.repeat(10)}`],
  ['a token of another service', `sk-${'a-1_'.repeat(5)}`],
  ['a token of another service', `eyJ${'a'.repeat(8)}.${'b'.repeat(8)}.c`],
  ['an address with a password in it', 'https://ana:swordfish@files.example'],
] as const

const HARMLESS = [
  'reason: The password policy of the client changes in May',
  'reason: no passwords, no cookies, no tokens',
  '# the token stays in the environment',
  'pwd: abc',
  'secret: 12345678901',
  'token: abcdefghijklm',
  'business: "100000000000001"',
  'id: act_12345678901234567890',
  'reason: see https://files.example/ana@northlight.example',
  'email: ana@northlight.example',
  'name: EAABC',
  'ticket: OPS-1234567890',
  'id: 12345678|short',
  'name: fr = FR',
  'name: secretary = anna20261124',
  'name: tokens-of=anna20261124',
  'name: tokenx = anna20261124',
  'name: ghp_campaign',
  'name: github_pat_campaign',
  'name: pul-abc',
  'name: AKIA1',
  'name: xoxb-campaign',
  'name: sk-campaign',
  'name: Café | FR | EUR',
] as const

describe('noSecrets', () => {
  it.each(SECRETS)('finds %s: %s', (what, secret) => {
    const [first, ...others] = foundIn(`version: 1\nreason: see ${secret} there\n`)
    expect(first).toMatchObject({ code: 'no-secrets', args: { what }, address: { line: 2 } })
    expect(others).toEqual([])
  })

  it.each(SECRETS)('does not repeat %s: %s', (_what, secret) => {
    const [first] = foundIn(`x: ${secret}`)
    const { text, fix } = wordsOf(first!)
    expect(JSON.stringify(first) + text + fix).not.toContain(secret)
  })

  it.each(HARMLESS)('leaves alone: %s', (line) => {
    expect(foundIn(line)).toEqual([])
  })

  it('says the place, one finding a line, in every file', () => {
    const secret = `EAA${'Bc9'.repeat(12)}`
    expect(
      foundIn(`a: 1\nb: ${secret} # password: swordfish\n\n# ${secret}\n`).map(({ address }) => address),
    ).toEqual([
      { file: 'access/clients/acme.yaml', line: 2, column: 4 },
      { file: 'access/clients/acme.yaml', line: 4, column: 3 },
    ])
    const files = ['a.yaml', 'b.yaml'].map((path) => fileOf(path, secret))
    const found = noSecrets.files?.({ on: 'files', model, today: TODAY, files }) ?? []
    expect(found.map(({ address }) => address?.file)).toEqual(['a.yaml', 'b.yaml'])
  })
})
