import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { killedAfter } from '../../support/killed.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import {
  codes,
  exampleEstate,
  makeWorkplace,
  type Report,
  type Workplace,
  type WorkplaceOptions,
} from '../../support/workplace.ts'

const SLOW = 300_000
const AGENCY = '900000000000001'
const OTHER_AGENCY = '910001'
const FILE = 'access/clients/corner.yaml'
const RECORD = 'access/records/corner-offboarded-2026-11-24.md'
const GIVEN = [
  '--reason',
  'The contract ended',
  '--ticket',
  'OPS-9',
  '--by',
  'Pavel@northlight.example',
] as const
const ADVERTISER = ['ADVERTISE', 'ANALYZE']

type Offboarded = Report & { readonly results?: readonly { readonly record?: string }[] }

/** Corner with an ad account and a pixel shared with us as a partner and with another agency; Ana is on both. */
async function corner(options: WorkplaceOptions = {}): Promise<Workplace> {
  const estate = exampleEstate()
  const partners = [AGENCY, OTHER_AGENCY].map((business) => ({ business, tasks: ADVERTISER }))
  const pixel = { kind: 'pixel' as const, id: '3201', name: 'CORNER | Web', owner: '100000000000003' }
  const assets = [...(estate.assets ?? []), pixel].map((asset) =>
    ['act_1201', '3201'].includes(asset.id) ? { ...asset, partners } : asset,
  )
  const place = await makeWorkplace({
    estate: {
      ...estate,
      businesses: [...(estate.businesses ?? []), { id: OTHER_AGENCY, name: 'Other Agency' }],
      assets,
    },
    ...options,
  })
  await place.edit('access/policy.yaml', NO_POLICY)
  for (const client of ['acme', 'bloom']) await rm(join(place.root, `access/clients/${client}.yaml`))
  await place.edit(FILE, (text) =>
    text
      .replace(/flow:\n(?: {2}.*\n)+client_side: by-token\n/, '')
      .replace(
        'EUR }\n',
        'EUR }\n  pixels:\n    - { id: "3201", name: CORNER | Web, ad_accounts: [act_1201] }\n',
      ),
  )
  expect((await place.json('apply', 'corner')).exit).toBe(0)
  place.emulator.requests.clear()
  return place
}

function writesOf(place: Workplace): string[] {
  return place.emulator.requests.entries
    .filter(({ method, edge }) => method !== 'GET' && edge !== 'POST batch')
    .map(({ edge, status }) => (status === 200 ? edge : `${edge}: ${status}`))
}

/** Nothing of ours is at the client's, and everything of others is as it was. */
function expectOver(place: Workplace): void {
  const { grants, assignments } = place.emulator.world
  for (const asset of ['act_1201', '3201']) {
    expect([...(grants.get(asset)?.keys() ?? [])]).toEqual([OTHER_AGENCY])
    expect(assignments.get(asset)?.size ?? 0).toBe(0)
  }
  expect(existsSync(join(place.root, '.state/.pulumi/stacks/metagrant/corner.json'))).toBe(false)
}

const ENDS = ['DELETE act/assigned_users', 'DELETE business/ad_accounts', 'DELETE business/clients']

describe('offboard', () => {
  test(
    'shows what it would do, does exactly that in order, leaves a record, and then the file may go',
    { timeout: SLOW },
    async () => {
      await using place = await corner()
      const before = readFileSync(join(place.root, FILE), 'utf8')
      const shown = await place.json('offboard', 'corner', ...GIVEN)
      expect([shown.exit, codes(shown)]).toEqual([2, []])
      expect(
        shown.plans[0]?.changes.map(
          ({ verb, asset, subject }) => `${verb} ${asset.id} ${subject.principal ?? 'share'}`,
        ),
      ).toEqual([
        'revoke act_1201 share',
        'revoke act_1201 ana@northlight.example',
        'revoke 3201 share',
        'revoke 3201 ana@northlight.example',
        'revoke 100000000000003 share',
      ])
      expect([writesOf(place), readFileSync(join(place.root, FILE), 'utf8')]).toEqual([[], before])

      const other = await place.json('offboard', 'corner', ...GIVEN, '--yes', '--plan', '0123456789ab')
      expect([other.exit, codes(other), writesOf(place)]).toEqual([1, ['PLAN_CHANGED'], []])

      const digest = shown.plans[0]?.digest ?? ''
      const done = (await place.json('offboard', 'corner', ...GIVEN, '--yes', '--plan', digest)) as Offboarded
      expect([done.exit, codes(done), writesOf(place)]).toEqual([0, [], ENDS])
      expectOver(place)
      expect(readFileSync(join(place.root, FILE), 'utf8').startsWith(before)).toBe(true)
      expect(readFileSync(join(place.root, RECORD), 'utf8').match(/^- .*$/gm)).toHaveLength(7)

      expect(done.results?.map(({ record }) => record)).toEqual([RECORD])

      const again = await place.json('offboard', 'corner', '--yes')
      expect([again.exit, codes(again), again.plans[0]?.changes]).toEqual([0, [], []])
      await rm(join(place.root, FILE))
      const gone = await place.json('preview', '--all')
      expect(codes(gone)).toEqual([])
      expect(gone.plans.map(({ stack }) => stack)).not.toContain('corner')
    },
  )

  test(
    'goes on with the next run when Meta refuses each of its writes in turn, and when it is killed',
    { timeout: SLOW },
    async () => {
      const faults = ENDS.map((edge) => ({ match: { edge }, nth: 1, outcome: { error: { code: 200 } } }))
      await using place = await corner({ faults, latencyMs: 30 })
      await place.edit(
        FILE,
        (text) =>
          `${text}offboarded: { since: 2026-01-01, by: pavel@northlight.example, reason: Over, ticket: OPS-9 }\n`,
      )
      // The ordinary apply of a merge goes on as well as the command itself.
      const first = await place.json('apply', 'corner')
      const second = await place.json('offboard', 'corner', '--yes')
      expect([first.exit, second.exit]).toEqual([1, 1])
      expect(writesOf(place).filter((edge) => edge.includes(': '))).toHaveLength(ENDS.length)
      await killedAfter(place, writesOf(place).length + 1, 'apply', 'corner')
      const last = await place.json('offboard', 'corner', '--yes')
      expect([last.exit, codes(last).filter((code) => code !== 'STATE_LOCK_CLEARED')]).toEqual([0, []])
      expect(writesOf(place).filter((edge) => !edge.includes(': '))).toEqual(ENDS)
      expectOver(place)
      const record = readFileSync(join(place.root, RECORD.replace('2026-11-24', '2026-01-01')), 'utf8')
      expect([record.match(/started/g)?.length, record.endsWith('removed the stack\n')]).toEqual([4, true])
    },
  )
})

describe('offboard --write', () => {
  test('writes the tombstone alone, offline, and says what is missing or comes too late', async () => {
    await using place = await makeWorkplace({ env: { META_AGENCY_TOKEN: undefined } })
    const bare = await place.json('offboard', 'acme', '--write')
    expect([bare.exit, codes(bare)]).toEqual([1, Array.from({ length: 3 }, () => 'OFFBOARD_INCOMPLETE')])
    const stranger = await place.json('offboard', 'acme', '--write', ...GIVEN, '--by', 'ivo@other.example')
    expect([stranger.exit, codes(stranger)]).toEqual([1, ['OFFBOARD_NOT_OURS']])
    const long = await place.json('offboard', 'acme', '--write', ...GIVEN, '--reason', 'x'.repeat(501))
    expect([long.exit, codes(long)]).toEqual([1, ['VALUE_WRONG']])
    expect(readFileSync(join(place.root, 'access/clients/acme.yaml'), 'utf8')).not.toContain('offboarded')

    const hostile = 'Over: "}\n# ${{ x }} \u202e ::error::'
    const text = hostile.replace('\u202e', '')
    const written = await place.json('offboard', 'acme', '--write', ...GIVEN, '--reason', text)
    expect([written.exit, codes(written)]).toEqual([0, []])
    expect((await place.json('check')).exit).toBe(0)
    const again = await place.json('offboard', 'acme', '--write', '--reason', 'Another')
    expect([again.exit, codes(again)]).toEqual([0, ['OFFBOARD_WRITTEN']])
    for (const name of ['agency', 'acm'])
      expect(codes(await place.json('offboard', name, ...GIVEN))).toEqual(['CLIENT_UNKNOWN'])
  })
})
