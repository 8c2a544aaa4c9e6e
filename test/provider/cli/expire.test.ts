import { describe, expect, it } from 'vitest'
import { commitAccess } from '../../support/git.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, makeWorkplace, type Report, type Workplace } from '../../support/workplace.ts'

const DEV = 'dev@northlight.example'
const FARID = 'farid@northlight.example'
const CLIENT = 'access/clients/acme.yaml'
const SLOW = 120_000

type Ended = {
  readonly clients: readonly {
    readonly ended: readonly { verb: string; asset: { id: string } }[]
    left: number
  }[]
}

function exception(who: string, asset: string, level: string, until: string): string {
  return `  - { who: ${who}, asset: "${asset}", level: ${level}, reason: A task, ticket: OPS-1, until: ${until} }\n`
}

/** The example agency with exceptions written into acme's file; policy is switched off, for its own tests say what it does. */
async function withExceptions(...lines: readonly string[]): Promise<Workplace> {
  const place = await makeWorkplace()
  await place.edit('access/policy.yaml', NO_POLICY)
  await place.edit(CLIENT, (text) => `${text}exceptions:\n${lines.join('')}`)
  return place
}

function writesTo(place: Workplace, from = 0): string[] {
  return (
    place.emulator.requests.entries
      .slice(from)
      // A batch of reads is sent by POST to the root.
      .filter(({ method, path }) => method !== 'GET' && path !== '/v26.0')
      .map(({ path }) => path)
  )
}

function endedIn(report: Report): Ended['clients'] {
  return (report as unknown as Ended).clients
}

describe('expire', () => {
  it(
    'ends what is past its date, whoever gave it, and nothing else of the plan',
    async () => {
      await using place = await withExceptions(
        exception(DEV, 'act_1001', 'advertiser', '2026-11-30'),
        exception(FARID, 'act_1002', 'analyst', '2026-11-23T10:00Z'),
      )
      commitAccess(place.root)
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      // A run that died before its state was kept leaves access that no state knows.
      place.byHand({ do: 'assign', asset: 'act_1002', user: '9108', tasks: ['ANALYZE'] })
      await place.edit(
        CLIENT,
        (text) =>
          text.replace('2026-11-30', '2026-11-24T11:59Z').replace('elin@northlight.example', '') +
          exception(DEV, '4001', 'advertiser', '2026-11-30'),
      )
      commitAccess(place.root)
      const before = place.emulator.requests.entries.length
      const first = await place.json('expire')
      expect([first.exit, codes(first)]).toEqual([0, []])
      const [acme] = endedIn(first)
      expect(acme?.ended.map(({ verb, asset }) => [verb, asset.id])).toEqual([
        ['lower', 'act_1001'],
        ['revoke', 'act_1002'],
      ])
      // The grant on the catalog is in the file, and waits for an apply.
      expect(acme?.left).toBe(1)
      expect(writesTo(place, before).filter((path) => !/act_100[12]/.test(path))).toEqual([])

      const again = place.emulator.requests.entries.length
      expect(endedIn(await place.json('expire'))).toMatchObject([{ ended: [], left: 0 }])
      expect(writesTo(place, again)).toEqual([])
      // Nor does the audit say that it was applied.
      const { entries } = (await place.json('audit', 'acme')) as unknown as {
        entries: { kind: string; applied: object | null }[]
      }
      expect(entries.map(({ kind, applied }) => [kind, applied !== null])).toEqual([
        ['change', true],
        ['change', false],
        ['repair', true],
      ])
    },
    SLOW,
  )

  it(
    'ends what has ended whatever else would change on the asset, and makes nothing of that',
    async () => {
      await using place = await withExceptions(exception(FARID, 'act_1002', 'analyst', '2026-11-23'))
      place.byHand({ do: 'assign', asset: 'act_1002', user: '9108', tasks: ['ANALYZE'] })
      const result = await place.json('expire', 'acme')
      expect([result.exit, codes(result)]).toEqual([0, []])
      expect(writesTo(place)).toEqual(['/v26.0/act_1002/assigned_users'])
      // What the file asks besides waits for an apply, which makes it.
      const { plans } = await place.json('preview', 'acme')
      const verbs = (plans[0]?.changes ?? [])
        .filter(({ asset }) => asset.id === 'act_1002')
        .map(({ verb }) => verb)
      expect([verbs.length > 0, new Set(verbs)]).toEqual([true, new Set(['grant'])])
    },
    SLOW,
  )

  it('does not ask the engine where nothing has ended', async () => {
    await using place = await withExceptions(exception(DEV, 'act_1001', 'advertiser', '2026-11-24'))
    const result = await place.json('expire')
    expect([result.exit, endedIn(result)]).toEqual([0, []])
    expect(place.emulator.requests.counts()).toMatchObject({ writes: 0 })
  })

  it('stops for a name that no file has', async () => {
    await using place = await makeWorkplace()
    const result = await place.json('expire', 'acne')
    expect([result.exit, codes(result)]).toEqual([1, ['CLIENT_UNKNOWN']])
  })
})
