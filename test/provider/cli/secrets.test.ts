import { describe, expect, test } from 'vitest'
import { main } from '../../../provider/cli/main.ts'
import { makeWorkplace } from '../../support/workplace.ts'

const CANARY = 'cAnAry-7f3a91'
const SECRETS = {
  PULUMI_CONFIG_PASSPHRASE: `${CANARY}-passphrase`,
  PULUMI_ACCESS_TOKEN: `${CANARY}-cloud`,
  AWS_SECRET_ACCESS_KEY: `${CANARY}/aws+key=`,
  META_APP_SECRET: `${CANARY}-app`,
  HTTPS_PROXY: `http://me:${CANARY}@proxy.invalid:1`,
}

describe('no command prints a secret', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a Graph URL with a password',
      { META_GRAPH_URL: `http://me:${CANARY}@127.0.0.1:9` },
      ['preview', 'acme'],
    ],
    ['a Graph URL that is none', { META_GRAPH_URL: `http://me:${CANARY}@[` }, ['scan']],
    [
      'a back end that is not there',
      { PULUMI_BACKEND_URL: `postgres://me:${CANARY}@127.0.0.1:9/state` },
      ['preview', '--all'],
    ],
    [
      'a back end that nobody knows',
      { PULUMI_BACKEND_URL: `odd://me:${CANARY}@nowhere/state` },
      ['apply', 'acme'],
    ],
    ['a token that Meta does not know', { META_AGENCY_TOKEN: `${CANARY}-token` }, ['scan', 'acme']],
    ['a name that is not known', {}, ['preview', `https://me:${CANARY}@x/`]],
  ])('%s', { timeout: 60_000 }, async (_what, env, args) => {
    await using place = await makeWorkplace({ env: { ...SECRETS, ...env } })
    for (const format of [[], ['--format', 'json'], ['--format', 'sarif']]) {
      const { exit, out, err } = await place.run(...args, ...format)
      expect(exit).not.toBe(0)
      expect(`${out}${err}`).not.toContain(CANARY)
    }
  })
})

test.each(['json', 'sarif'])('an error of our own is %s where that was asked for', async (format) => {
  await using place = await makeWorkplace()
  let [out, broken] = ['', true]
  const output = {
    out: (text: string) => {
      if (broken) {
        broken = false
        throw new Error(`Cannot print https://me:${CANARY}@x/`)
      }
      out += text
    },
    err: () => undefined,
    progress: () => undefined,
    settle: () => undefined,
    width: 80,
  }
  const context = { root: place.root, env: {}, output, progress: output.progress, now: () => new Date() }
  expect(await main(['check', '--format', format], context)).toBe(1)
  expect(JSON.stringify(JSON.parse(out))).toContain('INTERNAL_ERROR')
  expect(out).not.toContain(CANARY)
})
