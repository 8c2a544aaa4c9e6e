import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const CANARY = 'EAACanaryTokenThatMustNotTravel0123456789'
const CLIENT_CANARY = 'EAACanaryTokenOfTheClientMustNotEither987'
const SECRET = 'canary-app-secret-that-must-not-travel'

/** Five commands, two of which run the engine on four stacks with the pack: 25 s, and on a loaded machine minutes. */
const LOADED = 300_000

test(
  'tokens and secrets are nowhere: not in state, output, errors, requests or logs',
  { timeout: LOADED },
  async () => {
    const example = exampleEstate()
    const tokens = (example.tokens ?? []).map((one) => ({
      ...one,
      token: one.name === 'agency' ? CANARY : CLIENT_CANARY,
    }))
    const app = { ...example.app, secret: SECRET, require_proof: true }
    // Meta quotes the token in its answers, and one write fails with such an answer.
    const message = `Invalid call with access_token=${CANARY} and ${CANARY}`
    const faults: FaultInput[] = [
      { match: { edge: 'POST act/assigned_users' }, nth: 1, outcome: { error: { code: 100, message } } },
      {
        match: { edge: 'GET business/client_product_catalogs' },
        times: 1,
        outcome: { error: { code: 200, message } },
      },
    ]
    await using place = await makeWorkplace({
      pack: true,
      estate: { ...example, app, tokens },
      faults,
      env: { META_APP_SECRET: SECRET },
    })
    const seen: string[] = []
    // The first apply fails midway, the second one ends it.
    for (const [format, ...command] of [
      ['text', 'preview', 'acme'],
      ['json', 'apply', '--all'],
      ['text', 'apply', '--all'],
      ['json', 'preview', 'acme'],
      ['text', 'scan'],
    ]) {
      const text = await place.run(...command, '--format', format ?? 'text')
      seen.push(text.out, text.err)
    }
    seen.push(JSON.stringify(place.emulator.requests.entries))
    seen.push(...filesBelow(place.root, ['.state', '.stacks', 'access']))
    // The real engine's own view of the state, with secrets shown.
    const state = execFileSync('pulumi', ['stack', 'export', '-s', 'acme', '--show-secrets'], {
      cwd: place.root,
      env: {
        ...process.env,
        PATH: enginePath(),
        PULUMI_BACKEND_URL: `file://${place.root}/.state`,
        PULUMI_CONFIG_PASSPHRASE: '',
      },
    }).toString()
    expect(state).toContain('AdAccountAccess')
    seen.push(state)
    for (const text of seen) {
      for (const secret of [CANARY, CLIENT_CANARY, SECRET]) expect(text).not.toContain(secret)
    }
  },
)

function filesBelow(root: string, names: readonly string[]): string[] {
  return names.flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .map((path) => join(root, name, path))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8')),
  )
}

/** The engine that the commands found: on PATH, or in the folder of fetched tools. */
function enginePath(): string {
  const folders = readdirSync('.tools/pulumi').map((version) =>
    join(process.cwd(), '.tools/pulumi', version, 'bin'),
  )
  return [...folders, process.env['PATH'] ?? ''].join(':')
}
