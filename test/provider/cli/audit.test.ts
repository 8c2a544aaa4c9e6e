import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../../provider/audit/entry.ts'
import { gitOf } from '../../support/git-of.ts'
import { merge, openPull, review } from '../../support/github/people.ts'
import { JOB_TOKEN, startGitHub } from '../../support/github/server.ts'
import { renameClient } from './support/moves.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const SLOW = 240_000
const CHAIN = 'access/audit/corner.jsonl'

type Audit = Report & {
  readonly entries: readonly AuditEntry[]
  readonly chain?: { added: number; head: string }
}

async function audit(place: Workplace, ...args: string[]): Promise<Audit> {
  return (await place.json('audit', 'corner', ...args)) as Audit
}

describe('audit', () => {
  test('tells what somebody loses who left agency.yaml, though the file still names them', async () => {
    await using place = await makeWorkplace()
    const git = gitOf(place)
    git('Olga', 8, 'init', '-q')
    git('Olga', 8, 'add', 'access')
    git('Olga', 8, 'commit', '-qm', 'The first clients')
    await place.edit('access/agency.yaml', (text) => text.replace(/.*ana@northlight.*\n/, ''))
    git('Olga', 9, 'commit', '-qam', 'Ana left')
    const { entries } = await audit(place)
    expect(entries.at(-1)?.access).toMatchObject([
      { asset: 'act_1201', who: 'ana@northlight.example', after: null },
    ])
  })

  test(
    'tells each change of a client from git and the stack, and keeps it in a chain',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const git = gitOf(place)
      git('Olga', 8, 'init', '-q')
      git('Olga', 8, 'add', 'access')
      git('Olga', 8, 'commit', '-qm', 'The first clients')
      expect((await place.json('apply', 'corner')).exit).toBe(0)

      git('Dev', 9, 'checkout', '-qb', 'dev')
      await place.edit('access/clients/corner.yaml', (text) =>
        text.replace(
          '  media-buyer: [ana@northlight.example]',
          '  media-buyer: [ana@northlight.example]\n  strategist: [chloe@northlight.example]',
        ),
      )
      git('Dev', 9, 'commit', '-qam', 'Chloe advises Corner\n\nReason: The opening campaign\nTicket: OPS-7')
      git('Olga', 10, 'checkout', '-q', 'main')
      git(
        'Olga',
        10,
        'merge',
        '-q',
        '--no-ff',
        '-m',
        'Merge pull request #7 from northlight/dev',
        '-m',
        'Reason: The opening campaign\nTicket: OPS-7',
        'dev',
      )
      await place.edit('access/clients/acme.yaml', (text) => `${text}# another client\n`)
      git('Olga', 11, 'commit', '-qam', 'Nothing of Corner')
      const head = git('Olga', 11, 'rev-parse', 'HEAD~1')

      const open = await audit(place, '--append')
      expect([open.exit, codes(open), open.chain?.added]).toEqual([0, [], 1])
      expect(open.entries.map(({ applied }) => applied !== null)).toEqual([true, false])
      expect(open.entries[1]).toMatchObject({
        commit: head,
        pull: { number: 7, url: null },
        asked: { by: 'Dev <dev@northlight.example>', at: '2026-11-20T07:00:00.000Z' },
        merged: { by: 'Olga <olga@northlight.example>', at: '2026-11-20T08:00:00.000Z' },
        approved: null,
        reason: 'The opening campaign',
        ticket: 'OPS-7',
        access: [{ asset: 'act_1201', who: 'chloe@northlight.example', before: null, after: 'advertiser' }],
      })

      place.byHand({ do: 'unassign', asset: 'act_1201', user: '1302' })
      const applied = await place.json('apply', 'corner')
      const closed = await audit(place, '--append')
      expect([closed.chain?.added, closed.entries[1]?.applied?.plan]).toEqual([1, applied.plans[0]?.digest])
      expect((await audit(place, '--append')).chain).toMatchObject({ added: 0, head: closed.chain?.head })

      const whole = await place.json('audit', '--verify')
      expect([whole.exit, codes(whole)]).toEqual([0, []])
      const text = readFileSync(join(place.root, CHAIN), 'utf8')
      writeFileSync(join(place.root, CHAIN), text.replace('OPS-7', 'OPS-8'))
      const broken = await place.json('audit', '--verify', CHAIN)
      expect([broken.exit, codes(broken), broken.findings[0]?.address]).toEqual([
        1,
        ['AUDIT_BROKEN'],
        { file: CHAIN, line: 2 },
      ])
      expect(codes(await audit(place, '--append'))).toEqual(['AUDIT_BROKEN'])
      const { out } = await place.run('audit', 'corner', '--format', 'csv')
      expect(out.split('\r\n')).toHaveLength(4)
    },
  )

  test(
    'shows a renamed client as assets that came and went, with nobody newly granted, and what changed beside it',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const git = gitOf(place)
      git('Olga', 8, 'init', '-q')
      git('Olga', 8, 'add', 'access')
      git('Olga', 8, 'commit', '-qm', 'The first clients')
      expect((await place.json('apply', 'corner')).exit).toBe(0)
      await renameClient(place, 'corner', 'bakery')
      await place.edit('access/clients/bakery.yaml', (text) =>
        text.replace('team:\n', 'team:\n  strategist: [chloe@northlight.example]\n'),
      )
      git('Olga', 9, 'add', 'access')
      git('Olga', 9, 'commit', '-qm', 'Corner is Bakery now, and Chloe advises it')
      expect((await place.json('apply', 'bakery')).exit).toBe(0)
      const entriesOf = async (slug: string) => ((await place.json('audit', slug)) as Audit).entries
      const now = await entriesOf('bakery')
      expect(now).toHaveLength(1)
      expect(now[0]).toMatchObject({
        moved: [{ asset: 'act_1201', from: 'corner' }],
        access: [{ asset: 'act_1201', who: 'chloe@northlight.example', before: null }],
        applied: { result: 'succeeded' },
      })
      const old = await entriesOf('corner')
      expect(old.map(({ kind, access, moved }) => [kind, access?.length, moved])).toEqual([
        ['change', 1, undefined],
        ['change', 0, [{ asset: 'act_1201', to: 'bakery' }]],
      ])
      expect(old.every(({ applied }) => applied !== null)).toBe(true)
      expect((await place.run('audit', 'bakery')).out).toContain('act_1201 came from "corner"')
    },
  )

  test('says what it needs: a repository, a client of it, a chain', async () => {
    await using place = await makeWorkplace()
    expect(codes(await place.json('audit', 'acme'))).toEqual(['AUDIT_NO_HISTORY'])
    expect(codes(await place.json('audit'))).toEqual(['CLIENT_NOT_NAMED'])
    for (const name of ['../acme', 'Acme'])
      expect(codes(await place.json('audit', name))).toEqual(['CLIENT_UNKNOWN'])
    const git = gitOf(place)
    git('Olga', 8, 'init', '-q')
    git('Olga', 8, 'add', 'access')
    git('Olga', 8, 'commit', '-qm', 'The first clients')
    expect(codes(await place.json('audit', 'nobody'))).toEqual(['CLIENT_UNKNOWN'])
    expect(codes(await place.json('audit', '--verify', 'no-such-file'))).toEqual(['AUDIT_NO_CHAIN'])
    expect((await place.run('audit', '--verify')).out).toBe('No chain exists yet\n')
  })

  test('asks GitHub who approved, and tells nothing at all when it does not answer', async () => {
    await using github = await startGitHub()
    await using place = await makeWorkplace({
      env: { GITHUB_TOKEN: JOB_TOKEN, GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/access' },
    })
    const git = gitOf(place)
    git('Dev', 8, 'init', '-q')
    git('Dev', 8, 'add', 'access')
    git('Dev', 8, 'commit', '-qm', 'The first clients')
    const head = git('Dev', 8, 'rev-parse', 'HEAD')
    const pull = openPull(github.world, { author: 'dev', head: 'b'.repeat(40), base: 'a'.repeat(40) })
    review(github.world, pull, 'olga')
    merge(github.world, pull, head)
    const asked = await audit(place)
    expect(asked.entries[0]).toMatchObject({
      asked: { by: 'dev' },
      approved: [{ by: 'olga' }],
      merged: { by: 'ben' },
    })
    expect(asked.entries[0]?.notKnown.map((text) => text.split(':')[0])).toEqual([
      'applied',
      'reason',
      'ticket',
    ])

    github.fail({ path: /reviews/, status: 403, message: `Bad ${JOB_TOKEN}` })
    const failing = await place.json('audit', 'corner', '--append')
    expect([failing.exit, codes(failing), existsSync(join(place.root, CHAIN))]).toEqual([
      1,
      ['AUDIT_GITHUB'],
      false,
    ])
    expect(failing.raw).not.toContain(JOB_TOKEN)
  })
})
