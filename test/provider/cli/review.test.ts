import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commitAccess } from '../../support/git.ts'
import { makeWorkplace, type Workplace } from '../../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'

/** Adds an exception of Dev's to acme that ends on a day. */
function withException(until: string): (text: string) => string {
  return (text) =>
    text.replace(
      'preflight:',
      `exceptions:\n  - { who: dev@northlight.example, asset: act_1001, level: advertiser, reason: Sale, ticket: OPS-1, until: ${until} }\npreflight:`,
    )
}

async function textOf(place: Workplace): Promise<string> {
  return readFile(join(place.root, ACME), 'utf8')
}

async function codesOf(place: Workplace, ...args: string[]): Promise<[number, string[]]> {
  const { exit, findings } = await place.json('review', ...args)
  return [exit, findings.map(({ code }) => code)]
}

describe('review --expiring', () => {
  test('counts the last day as a day of access, needs no token and asks Meta nothing', async () => {
    await using place = await makeWorkplace({ env: { META_AGENCY_TOKEN: undefined } })
    for (const [until, codes] of [
      ['2026-11-23', ['REVIEW_EXPIRED']],
      ['2026-11-24', ['REVIEW_ENDING']],
      ['2026-12-01', ['REVIEW_ENDING']],
      ['2026-12-02', []],
    ] as const) {
      await place.edit(ACME, (text) => withException(until)(text.replace(/exceptions:\n.*\n/, '')))
      expect(await codesOf(place, '--expiring', '7d')).toEqual([codes.length === 0 ? 0 : 2, codes])
    }
    expect(place.emulator.requests.counts().requests).toBe(0)
  })

  test('tells a direct share that ends, and leaves what follows to a person once it ended', async () => {
    await using place = await makeWorkplace()
    expect(await codesOf(place, 'corner', '--expiring', '30')).toEqual([2, ['REVIEW_ENDING']])
    await place.edit('access/clients/corner.yaml', (text) => text.replace('2026-12-15', '2026-11-20'))
    expect(await codesOf(place, 'corner', '--expiring', '0d')).toEqual([2, ['REVIEW_SHARE_EXPIRED']])
    expect((await place.run('review', 'corner', '--expiring', '0d')).out).not.toContain('---')
  })

  test('refuses to write, and days that are none', async () => {
    await using place = await makeWorkplace()
    expect((await place.run('review', '--expiring', '7d', '--write')).exit).toBe(1)
    expect((await place.run('review', '--expiring', 'soon')).exit).toBe(1)
  })
})

describe('review', () => {
  test('writes a file that still names somebody who left', async () => {
    await using place = await makeWorkplace()
    commitAccess(place.root)
    await place.edit('access/agency.yaml', (text) => text.replace(/.*ana@northlight.*\n/, ''))
    const written = await place.json('review', 'acme', '--write', '--by', 'olga@northlight.example')
    expect(written.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(await textOf(place)).toContain('by: olga@northlight.example')
  })

  test('shows the change as a diff that writes nothing, then writes it and is done', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, withException('2026-11-01'))
    const before = await textOf(place)
    const shown = await place.run('review', 'acme')
    expect(shown.exit).toBe(2)
    expect(shown.out).toContain('\n--- a/access/clients/acme.yaml\n')
    expect(await textOf(place)).toBe(before)
    const written = await place.run('review', 'acme', '--write', '--by', 'Dev@northlight.example')
    expect([written.exit, written.out.includes(`Wrote ${ACME}`)]).toEqual([0, true])
    expect(await textOf(place)).toContain('last_review: { date: 2026-11-24, by: dev@northlight.example }')
    expect(await codesOf(place, 'acme')).toEqual([0, ['REVIEW_NOT_SEEN']])
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test('takes no reviewer who is nobody of ours, and none at all only without --write', async () => {
    await using place = await makeWorkplace()
    const before = await textOf(place)
    expect(await codesOf(place, '--write')).toEqual([1, ['REVIEWER_MISSING']])
    expect(await codesOf(place, '--write', '--by', 'marie@acme.example')).toEqual([1, ['REVIEWER_UNKNOWN']])
    expect(await textOf(place)).toBe(before)
  })

  test('asks for a client that nobody looked at for longer than the policy allows', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) =>
      text.replaceAll('2026-09-28', '2026-05-01').replace('2026-10-05', '2026-08-23'),
    )
    expect((await codesOf(place, 'acme'))[1]).toContain('REVIEW_DUE')
    await place.edit(ACME, (text) => text.replace('2026-08-23', '2026-08-24'))
    expect((await codesOf(place, 'acme'))[1]).not.toContain('REVIEW_DUE')
  })

  test('prints the body of a pull request in which no name of a file is markup', async () => {
    await using place = await makeWorkplace()
    await place.edit(ACME, (text) => withException('2026-11-01')(text).replace('Sale', '"```@everyone"'))
    const { exit, out } = await place.run('review', '--format', 'markdown')
    expect(exit).toBe(2)
    expect(out).toContain('1 of 3 clients with open items.')
    expect(out).toContain('- [ ] **REVIEW_EXPIRED** (`access/clients/acme.yaml:')
    expect(out).toContain('````diff\n--- a/access/clients/acme.yaml')
  })

  test('proposes nothing for people whose access Meta does not show now', async () => {
    const match = { edge: 'business/client_ad_accounts' }
    await using place = await makeWorkplace({ faults: [{ match, outcome: { error: { code: 200 } } }] })
    const [exit, codes] = await codesOf(place, 'acme')
    expect(exit).toBe(2)
    expect(new Set(codes)).toEqual(new Set(['ASSET_UNKNOWN_NOW', 'REVIEW_NOT_SEEN']))
  })

  test('stops with the reason when there is no token', async () => {
    await using place = await makeWorkplace({ env: { META_AGENCY_TOKEN: undefined } })
    expect(await codesOf(place, 'acme')).toEqual([1, ['TOKEN_MISSING']])
  })
})
