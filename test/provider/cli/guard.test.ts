import { execFileSync } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { urnsOf } from '../../../provider/engine/urn.ts'
import { findEngine } from '../../../provider/setup/engine.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Workplace } from '../../support/workplace.ts'

const SLOW = 120_000
const MANY = 10

/** Acme without its strategist, so that taking the media buyers away empties the catalog and the Instagram account. */
async function crowded(): Promise<Workplace> {
  const place = await makeWorkplace()
  await place.edit('access/policy.yaml', NO_POLICY)
  await place.edit('access/clients/acme.yaml', (text) => text.replace(/ {2}strategist: .*\n/, ''))
  return place
}

/** Runs the official CLI on the state of a place, as refusals ask for it. */
async function pulumi({ root }: Workplace, ...args: string[]): Promise<void> {
  const engine = await findEngine({ project: REPOSITORY, env: process.env, say: () => undefined })
  const { command } = await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root })
  const state = { PULUMI_BACKEND_URL: `file://${join(root, '.state')}`, PULUMI_CONFIG_PASSPHRASE: '' }
  execFileSync(command, [...args, '--yes'], { cwd: root, env: { ...process.env, ...state } })
}

describe('the guard', () => {
  test(
    'refuses to empty a client by a slip, writes nothing, and lets it pass by its number only',
    { timeout: SLOW },
    async () => {
      await using place = await crowded()
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      place.emulator.requests.clear()
      await place.edit('access/clients/acme.yaml', (text) => text.replace(/ {2}media-buyer: .*\n/, ''))
      const before = await place.json('preview', 'acme')
      expect([before.exit, codes(before)]).toEqual([3, ['GUARD_REMOVALS', 'GUARD_EMPTIED']])
      const refused = await place.json('apply', 'acme')
      expect([refused.exit, codes(refused)]).toEqual([3, ['GUARD_REMOVALS', 'GUARD_EMPTIED']])
      expect(place.emulator.requests.counts().writes).toBe(0)

      const wrong = await place.json(
        'apply',
        'acme',
        '--allow-removals',
        String(MANY + 1),
        '--allow-emptied',
        '2',
      )
      expect([wrong.exit, codes(wrong)]).toEqual([3, ['GUARD_REMOVALS']])
      expect(place.emulator.requests.counts().writes).toBe(0)

      const right = await place.json(
        'apply',
        'acme',
        '--allow-removals',
        String(MANY),
        '--allow-emptied',
        '2',
      )
      expect([right.exit, codes(right)]).toEqual([0, []])
      expect(place.emulator.requests.counts().writes).toBe(MANY)
    },
  )

  test(
    'refuses to pass over a client whose file is gone while its stack holds access',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      expect((await place.json('apply', 'corner')).exit).toBe(0)
      await rm(join(place.root, 'access/clients/corner.yaml'))
      const gone = await place.json('preview', '--all')
      expect([gone.exit, codes(gone)]).toEqual([3, ['GUARD_CLIENT_DELETED']])
      place.emulator.requests.clear()
      expect((await place.json('apply', '--all')).exit).toBe(3)
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test(
    'refuses to give up an asset that only went to the file of another client, until it has left the old state',
    { timeout: SLOW * 2 },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/policy.yaml', NO_POLICY)
      await place.json('apply', 'acme')
      const line = '    - { id: act_1002, name: ACME | DE | EUR }\n'
      await place.edit('access/clients/acme.yaml', (text) =>
        text.replace(/.*act_1002, name.*\n/, '').replace('[act_1001, act_1002]', '[act_1001]'),
      )
      await place.edit('access/clients/bloom.yaml', (text) =>
        text
          .replace('  ad_accounts:\n', `  ad_accounts:\n${line}`)
          .replace('package:', 'also_businesses: ["100000000000001"]\npackage:'),
      )
      place.emulator.requests.clear()
      const refused = await place.json('apply', 'acme', 'bloom')
      // The second Business has another name than bloom: told, for a reviewer to judge.
      expect([refused.exit, codes(refused)]).toEqual([3, ['BUSINESS_NAME_DIFFERS', 'GUARD_ASSET_MOVED']])
      expect(refused.findings.at(-1)?.address).toMatchObject({ file: 'access/clients/bloom.yaml', line: 14 })
      expect(place.emulator.requests.counts().writes).toBe(0)

      const [, urn = ''] = urnsOf('acme', [{ kind: 'ad_account', id: 'act_1002', name: '' }])
      await pulumi(place, 'state', 'delete', urn, '--stack', 'acme')
      const after = await place.json('apply', 'acme', 'bloom')
      expect([after.exit, after.plans.flatMap(({ changes }) => changes)]).toEqual([0, []])
      expect(place.emulator.world.assignments.get('act_1002')?.size).toBeGreaterThan(0)
    },
  )

  test(
    'lets a client go on under another name by its fix, with nothing written',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.json('apply', 'corner')
      const clients = join(place.root, 'access/clients')
      await rename(join(clients, 'corner.yaml'), join(clients, 'bakery.yaml'))
      await place.edit('access/clients/bakery.yaml', (text) =>
        text.replace('client: corner', 'client: bakery'),
      )
      place.env['META_CLIENT_TOKEN_BAKERY'] = place.emulator.tokens['corner']
      place.emulator.requests.clear()
      const refused = await place.json('preview', '--all')
      expect([codes(refused), refused.raw.includes('pulumi stack rm corner --force')]).toEqual([
        ['GUARD_CLIENT_DELETED'],
        true,
      ])
      expect((await place.json('apply', 'bakery')).exit).toBe(0)
      await pulumi(place, 'stack', 'rm', 'corner', '--force')
      expect(codes(await place.json('preview', '--all'))).toEqual([])
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )

  test('applies the clients that it does not refuse', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/corner.yaml', (text) =>
      text.replace(
        'team:\n',
        'exceptions:\n  - { who: ana@northlight.example, asset: act_1201, level: admin, reason: Sets the spend cap, ticket: OPS-1, until: 2026-12-01 }\nteam:\n',
      ),
    )
    const result = await place.json('apply', 'acme', 'corner')
    expect([result.exit, codes(result)]).toEqual([3, ['GUARD_ADMINS']])
    expect(place.emulator.requests.counts().writes).toBe(23)
    const allowed = await place.json('apply', 'corner', '--allow-admins', '1')
    expect([allowed.exit, codes(allowed)]).toEqual([0, []])
  })
})
