import { describe, expect, test } from 'vitest'
import { accessDiff } from '../../../provider/audit/access-diff.ts'
import { entriesOf, type KnownHistory } from '../../../provider/audit/entries.ts'
import type { StackUpdate } from '../../../provider/audit/sources.ts'
import { statedIn } from '../../../provider/audit/stated.ts'
import type { DesiredClient } from '../../../provider/model/desired.ts'

const DEV = 'Dev Patel <dev@northlight.example>'

function hour(n: number): string {
  return new Date(Date.UTC(2026, 10, 1, n)).toISOString()
}

function change(
  n: number,
  more: Partial<KnownHistory['changes'][number]> = {},
): KnownHistory['changes'][number] {
  return {
    commit: `c${n}`,
    parent: undefined,
    subject: `Change ${n}`,
    body: 'Reason: A sale\nTicket: OPS-1\n',
    author: { by: DEV, at: hour(n) },
    committer: { by: DEV, at: hour(n) },
    access: [],
    pull: undefined,
    ...more,
  }
}

function update(n: number, commit: string | null, more: Partial<StackUpdate> = {}): StackUpdate {
  return {
    at: hour(n),
    result: 'succeeded',
    plan: null,
    resources: 1,
    run: null,
    part: false,
    commit,
    ...more,
  }
}

function known(more: Partial<KnownHistory>): KnownHistory {
  return {
    client: 'acme',
    changes: [change(3), change(1)],
    mainLine: ['c4', 'c3', 'c2', 'c1'],
    updates: [],
    reasons: { pulls: 'no GitHub', updates: 'no state' },
    ...more,
  }
}

describe('entriesOf', () => {
  const effects = (updates: readonly StackUpdate[]) =>
    entriesOf(known({ updates })).map(({ kind, commit, applied }) => [
      kind,
      commit,
      applied?.at.slice(11, 13),
    ])

  test.each<[string, StackUpdate[], unknown[]]>([
    [
      'not yet',
      [],
      [
        ['change', 'c1', undefined],
        ['change', 'c3', undefined],
      ],
    ],
    [
      'by the update at its own commit',
      [update(5, 'c3'), update(2, 'c1')],
      [
        ['change', 'c1', '02'],
        ['change', 'c3', '05'],
      ],
    ],
    [
      'by a later commit of the main line, both at once',
      [update(5, 'c4')],
      [
        ['change', 'c1', '05'],
        ['change', 'c3', '05'],
      ],
    ],
    [
      'not by an earlier commit, however late it ran',
      [update(9, 'c2')],
      [
        ['change', 'c1', '09'],
        ['change', 'c3', undefined],
      ],
    ],
    [
      'not by one that failed',
      [update(4, 'c3', { result: 'failed' }), update(5, 'c3')],
      [
        ['change', 'c1', '05'],
        ['change', 'c3', '05'],
        ['repair', null, '04'],
      ],
    ],
    [
      'by time, where the engine knew no commit of the main line',
      [update(2, null)],
      [
        ['change', 'c1', '02'],
        ['change', 'c3', undefined],
      ],
    ],
    [
      'not by a part of a plan, such as what has ended by its date or was set right by night',
      [update(4, 'c3', { part: true }), update(6, 'c3')],
      [
        ['change', 'c1', '06'],
        ['change', 'c3', '06'],
        ['repair', null, '04'],
      ],
    ],
    [
      'and what came without a change of the files is a repair',
      [update(4, 'c3'), update(6, 'c3'), update(7, 'c3', { resources: 0 })],
      [
        ['change', 'c1', '04'],
        ['change', 'c3', '04'],
        ['repair', null, '06'],
      ],
    ],
  ])('says when a change was applied: %s', (_name, updates, expected) => {
    expect(effects(updates)).toEqual(expected)
  })

  test('says what is not known, and why, and keeps it apart from what nobody did', () => {
    const [offline] = entriesOf(known({ changes: [change(1, { body: '' })], updates: undefined }))
    expect(offline).toMatchObject({ approved: null, applied: null, asked: { by: DEV }, reason: null })
    expect(offline?.notKnown.map((text) => text.split(':')[0])).toEqual([
      'approved',
      'applied',
      'reason',
      'ticket',
    ])
    const [direct] = entriesOf(known({ changes: [change(1, { pull: null })] }))
    expect([direct?.approved, direct?.pull, direct?.notKnown]).toEqual([[], null, []])
  })

  test('takes from GitHub who asked, approved and merged, and from the subject at least the number', () => {
    const asked = { by: 'dev', at: hour(0) }
    const approved = [{ by: 'olga', at: hour(1) }]
    const pull = {
      number: 12,
      url: 'https://github.example/12',
      title: 'Add Ben',
      body: '## Reason\n\nMore work\n',
      asked,
      merged: null,
      approved,
    }
    const [one] = entriesOf(known({ changes: [change(1, { pull, body: 'Ticket: OPS-2' })] }))
    expect(one).toMatchObject({
      title: 'Add Ben',
      asked,
      approved,
      reason: 'More work',
      ticket: 'OPS-2',
      pull: { number: 12 },
    })
    for (const subject of ['Merge pull request #12 from ben/acme', 'Add Ben (#12)'])
      expect(entriesOf(known({ changes: [change(1, { subject })] }))[0]?.pull).toEqual({
        number: 12,
        url: null,
      })
  })
})

describe('statedIn', () => {
  test.each([
    ['Reason: A sale\nTicket: OPS-1', 'A sale', 'OPS-1'],
    ['- **Reason:** A sale\r\n- **Ticket:** OPS-1\r\n', 'A sale', 'OPS-1'],
    ['### Reason\n\n<!-- why? -->\nA sale\n\n## Ticket\nOPS-1', 'A sale', 'OPS-1'],
    ['## Reason\n<!-- why? -->\n## Ticket\n', null, null],
    ['The reason: none. A ticket too', null, null],
    ['<!-- Reason: x', null, null],
    ['', null, null],
  ])('of %j', (text, reason, ticket) => {
    expect(statedIn(text)).toEqual({ reason, ticket })
  })
})

describe('accessDiff', () => {
  const client = (levels: Readonly<Record<string, string>>, partner?: string): DesiredClient => ({
    slug: 'acme',
    business: '1',
    agencyBusiness: '9',
    clientSide: 'by-hand',
    unmanaged: 'report',
    assets: [
      {
        kind: 'pixel',
        id: '3001',
        name: 'P',
        owners: ['1'],
        share:
          partner === undefined
            ? { by: 'nobody', because: 'client-ends' }
            : { by: 'partner', grant: { level: partner, tasks: [] } },
        people: Object.entries(levels).map(([principal, level]) => ({
          principal,
          level,
          tasks: [],
          because: [],
          at: undefined,
        })),
        at: undefined,
      },
    ],
  })

  test('tells who gained, changed and lost what, the share too, and nothing else', () => {
    expect(
      accessDiff(
        client({ a: 'analyst', b: 'analyst', c: 'analyst' }),
        client({ b: 'admin', c: 'analyst', d: 'analyst' }, 'admin'),
      ),
    ).toEqual([
      { asset: '3001', who: 'a', before: 'analyst', after: null },
      { asset: '3001', who: 'b', before: 'analyst', after: 'admin' },
      { asset: '3001', who: 'd', before: null, after: 'analyst' },
      { asset: '3001', who: 'our share', before: null, after: 'admin' },
    ])
    expect(accessDiff(undefined, client({ a: 'analyst' }))).toHaveLength(1)
    expect(accessDiff(client({ a: 'analyst' }), undefined)).toHaveLength(1)
  })
})
