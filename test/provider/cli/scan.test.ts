import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleEstate, makeWorkplace, NOW, type Report, type Workplace } from '../../support/workplace.ts'

type Scanned = Omit<Report, 'findings'> & {
  readonly scanned: readonly { stack: string; looked: boolean; open: number; codes: Record<string, number> }[]
  readonly findings: readonly (Report['findings'][number] & {
    readonly args: Readonly<Record<string, string>>
    readonly text: string
    readonly fix: string
  })[]
}

async function scan(place: Workplace, ...args: string[]): Promise<Scanned> {
  return (await place.json('scan', ...args)) as unknown as Scanned
}

const AGENCY = '900000000000001'

describe('scan of the example agency', () => {
  let place: Workplace

  beforeAll(async () => {
    place = await makeWorkplace()
  })

  afterAll(async () => {
    await place[Symbol.asyncDispose]()
  })

  test('tells what is missing and what waits, by client, and writes nothing', async () => {
    place.emulator.requests.clear()
    const { exit, scanned, findings } = await scan(place)
    expect(exit).toBe(2)
    expect(scanned).toEqual([
      { stack: 'agency', looked: true, open: 0, codes: {} },
      { stack: 'acme', looked: true, open: 23, codes: { SCAN_MISSING: 23 } },
      { stack: 'bloom', looked: true, open: 3, codes: { SCAN_WAITING_CLIENT: 3 } },
      { stack: 'corner', looked: true, open: 1, codes: { SCAN_MISSING: 1 } },
    ])
    expect(findings.every(({ address }) => address?.line !== undefined)).toBe(true)
    expect(place.emulator.requests.counts().writes).toBe(0)
  })

  test('tells of the named client only', async () => {
    const { exit, scanned } = await scan(place, 'bloom')
    expect([exit, scanned.map(({ stack }) => stack)]).toEqual([2, ['agency', 'bloom']])
  })

  test('of our own people alone is in order', async () => {
    expect((await scan(place, 'agency')).exit).toBe(0)
  })

  test('says of a client that there is not, which there are', async () => {
    const { exit, findings } = await scan(place, 'blom')
    expect([exit, findings.map(({ code }) => code)]).toEqual([1, ['CLIENT_UNKNOWN']])
  })

  test.each(['sarif', 'github', 'markdown'])('prints %s, and nothing else', async (format) => {
    const { exit, out } = await place.run('scan', '--format', format)
    expect(exit).toBe(2)
    if (format === 'sarif') expect(JSON.parse(out)).toMatchObject({ version: '2.1.0' })
    if (format === 'github') expect(out.trimEnd().split('\n')).toHaveLength(27)
    if (format === 'markdown') expect(out.split('\n')[0]).toBe('27 warnings')
  })

  test('fits 80 columns in the lines that count', async () => {
    const { out } = await place.run('scan')
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true)
    expect(out).toContain('acme: 23 open (23 missing)')
  })
})

describe('scan', () => {
  test('says where drift is, what apply does about it and what only a person can do', async () => {
    await using place = await makeWorkplace()
    place.byHand({ do: 'assign', asset: 'act_1001', user: '9107', tasks: ['ANALYZE'] })
    place.byHand({ do: 'assign', asset: '3001', user: '9107', tasks: ['ANALYZE'] })
    place.byHand({ do: 'assign', asset: 'act_1002', user: '9106', tasks: ['ADVERTISE', 'ANALYZE'] })
    const { findings } = await scan(place, 'acme')
    const told = findings.filter(({ code }) => code !== 'SCAN_MISSING')
    expect(
      told.map(({ code, args, address }) => [code, args['who'], address?.file, typeof address?.line]),
    ).toEqual([
      ['SCAN_UNMANAGED', 'elin@northlight.example', 'access/clients/acme.yaml', 'number'],
      ['SCAN_LEVEL_ABOVE', 'dev@northlight.example', 'access/clients/acme.yaml', 'number'],
      ['SCAN_UNMANAGED', 'elin@northlight.example', 'access/clients/acme.yaml', 'number'],
    ])
    expect(
      told.map(({ fix }) => /metagrant apply acme|an admin of our Business removes elin/.exec(fix)?.[0]),
    ).toEqual(['metagrant apply acme', 'metagrant apply acme', 'an admin of our Business removes elin'])
  })

  test('shows guests that a client keeps after it moved from a direct share to a partner, and an invitation that ended', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/corner.yaml', (text) =>
      text.replace(/flow:\n( {2}.*\n)+/, 'flow: partner\n'),
    )
    place.byHand({ do: 'share', asset: 'act_1201', business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] })
    place.byHand({ do: 'assign', asset: 'act_1201', user: '9103', tasks: ['ADVERTISE', 'ANALYZE'] })
    place.byHand({ do: 'remove_person', user: '9104' })
    const expires = new Date(NOW.getTime() - 86_400_000).toISOString()
    place.byHand({
      do: 'invite',
      business: AGENCY,
      email: 'ben@northlight.example',
      role: 'EMPLOYEE',
      expires,
    })
    const { scanned, findings } = await scan(place)
    const codesOf = (stack: string) => scanned.find((one) => one.stack === stack)?.codes
    expect(codesOf('corner')).toEqual({ SCAN_GUEST: 1 })
    expect(codesOf('agency')).toEqual({ SCAN_INVITATION_EXPIRED: 1 })
    expect(codesOf('acme')).toMatchObject({ SCAN_INVITATION_EXPIRED: 1 })
    const ended = findings.filter(({ code }) => code === 'SCAN_INVITATION_EXPIRED')
    expect(ended.map(({ address }) => address?.file)).toEqual([
      'access/agency.yaml',
      'access/clients/acme.yaml',
    ])
  })

  test('leaves a client with a broken file out, tells it, and does not call its assets unlisted', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) => `${text}nonsense: 1\n`)
    const { exit, scanned, findings } = await scan(place)
    expect(exit).toBe(2)
    expect(scanned.map(({ stack, looked, codes }) => [stack, looked, Object.keys(codes)])).toEqual([
      ['agency', true, []],
      ['bloom', true, ['SCAN_WAITING_CLIENT']],
      ['corner', true, ['SCAN_MISSING']],
      ['acme', false, ['KEY_UNKNOWN']],
    ])
    expect(findings.some(({ code }) => code === 'SCAN_SHARE_UNLISTED')).toBe(false)
    expect((await scan(place, 'acme')).exit).toBe(1)
  })

  test('finds what is shared that no file lists, at the file of its owner', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) =>
      text.replace(/^.*act_1002.*\n/m, '').replace(', act_1002', ''),
    )
    const { findings } = await scan(place)
    const unlisted = findings.filter(({ code }) => code === 'SCAN_SHARE_UNLISTED')
    expect(unlisted.map(({ args, address }) => [args['asset'], address?.file])).toEqual([
      ['ad account act_1002 "ACME | DE | EUR"', 'access/clients/acme.yaml'],
    ])
    expect((await scan(place, 'bloom')).findings.some(({ code }) => code === 'SCAN_SHARE_UNLISTED')).toBe(
      false,
    )
  })

  test('goes on without the token of a client, of which it then knows nothing', async () => {
    await using place = await makeWorkplace({ env: { META_CLIENT_TOKEN_CORNER: undefined } })
    const { exit, scanned } = await scan(place)
    expect(exit).toBe(4)
    expect(scanned.find(({ stack }) => stack === 'corner')?.codes).toEqual({
      TOKEN_MISSING: 1,
      SCAN_UNKNOWN: 1,
    })
    expect(scanned.find(({ stack }) => stack === 'acme')?.open).toBe(23)
  })

  test('goes on where the token of a client has ended, and names its variable', async () => {
    await using place = await makeWorkplace()
    place.byHand({ do: 'expire_token', token: 'corner' })
    const { scanned, findings } = await scan(place)
    expect(scanned.find(({ stack }) => stack === 'corner')?.codes).toEqual({
      TOKEN_EXPIRED: 1,
      SCAN_UNKNOWN: 1,
      SCAN_GUESTS_UNKNOWN: 1,
      SCAN_PARTNERS_UNKNOWN: 1,
    })
    expect(findings.find(({ code }) => code === 'TOKEN_EXPIRED')?.args['variable']).toBe(
      'META_CLIENT_TOKEN_CORNER',
    )
  })

  test.each([
    ['there is none', { META_AGENCY_TOKEN: undefined }, 'TOKEN_MISSING'],
    ['it is nobody’s', { META_AGENCY_TOKEN: 'EAAnobody0123456789nobody' }, 'TOKEN_EXPIRED'],
  ])('ends with 1 where our own token cannot look: %s', async (_name, env, code) => {
    await using place = await makeWorkplace({ env })
    const { exit, findings } = await scan(place)
    expect([exit, findings.map((one) => one.code)]).toEqual([1, [code]])
  })

  test('tells of tokens that end or lack a permission', async () => {
    const estate = exampleEstate()
    const soon = new Date(NOW.getTime() + 5 * 86_400_000).toISOString()
    const tokens = (estate.tokens ?? []).map((token) =>
      token.name === 'agency'
        ? { ...token, expires_at: soon }
        : { ...token, scopes: ['business_management' as const] },
    )
    await using place = await makeWorkplace({ estate: { ...estate, tokens } })
    const { scanned } = await scan(place)
    expect(scanned.find(({ stack }) => stack === 'agency')?.codes).toEqual({ SCAN_TOKEN_ENDS_SOON: 1 })
    expect(scanned.find(({ stack }) => stack === 'corner')?.codes).toMatchObject({ SCAN_TOKEN_PERMISSION: 1 })
  })

  test('names the other partners of a client, which leave nothing open', async () => {
    const estate = exampleEstate()
    const other = { id: '900000000000009', name: 'Other <b>Agency</b>' }
    await using place = await makeWorkplace({
      estate: { ...estate, businesses: [...(estate.businesses ?? []), other] },
    })
    place.byHand({ do: 'share', asset: 'act_1201', business: other.id, tasks: ['ANALYZE'] })
    place.byHand({ do: 'assign', asset: 'act_1201', user: '1302', tasks: ['ADVERTISE', 'ANALYZE'] })
    const { exit, findings } = await scan(place, 'corner')
    expect([exit, findings.map(({ code, severity }) => [code, severity])]).toEqual([
      0,
      [['SCAN_OTHER_PARTNER', 'note']],
    ])
    expect(findings[0]?.text).toContain('analyst')
  })
})
