import { afterEach, describe, expect, test } from 'vitest'
import { engineEnvironment } from '../../../provider/engine/engine-env.ts'
import { git } from '../../../provider/files/git.ts'
import { childEnvironment } from '../../../provider/findings/child-environment.ts'

const SECRETS = {
  META_AGENCY_TOKEN: 'canary-1',
  META_CLIENT_TOKEN_ACME: 'canary-2',
  META_APP_SECRET: 'canary-3',
  GITHUB_TOKEN: 'canary-4',
  GH_TOKEN: 'canary-5',
  ACTIONS_RUNTIME_TOKEN: 'canary-6',
  SHOP_PASSWORD: 'canary-7',
}

describe('childEnvironment', () => {
  test('gives what any program needs, and nothing that is not named', () => {
    const needed = { PATH: '/bin', HOME: '/home/ana', LC_ALL: 'C', https_proxy: 'http://proxy', TZ: 'UTC' }
    expect(childEnvironment({ ...needed, ...SECRETS })).toEqual(needed)
  })

  test('gives a program what is its own', () => {
    const own = { GIT_DIR: '/repo', SSH_AUTH_SOCK: '/agent' }
    const needs = { names: ['SSH_AUTH_SOCK'], prefixes: ['GIT_'] }
    expect(childEnvironment({ ...own, ...SECRETS }, needs)).toEqual(own)
  })
})

test('engineEnvironment keeps what the back ends need, and no token of Meta or GitHub', () => {
  const needed = {
    PATH: '/bin',
    AWS_PROFILE: 'state',
    PGPASSFILE: '/pgpass',
    PULUMI_BACKEND_URL: 's3://state',
    GITHUB_SHA: '1',
  }
  expect(engineEnvironment({ ...needed, ...SECRETS })).toEqual(needed)
})

describe('git', () => {
  afterEach(() => {
    for (const name of Object.keys(SECRETS)) delete process.env[name]
  })

  test('runs without our secrets', async () => {
    Object.assign(process.env, SECRETS)
    const shown = (await git('.', ['-c', 'alias.shown=!env', 'shown'])).toString()
    expect(shown).toContain('PATH=')
    expect(shown).not.toContain('canary')
  })
})
