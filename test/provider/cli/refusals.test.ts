import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const SLOW = 60_000

describe('preview', () => {
  test.each([
    ['TOKEN_MISSING', { META_AGENCY_TOKEN: undefined }],
    ['TOKEN_MISSING', { META_AGENCY_TOKEN: '  ' }],
    ['TOKEN_EXPIRED', { META_AGENCY_TOKEN: 'EAAnobodyknowsthistoken' }],
    ['GRAPH_UNREACHABLE', { META_GRAPH_URL: 'http://127.0.0.1:1' }],
  ])('ends with %s for %o', { timeout: SLOW }, async (code, env) => {
    await using place = await makeWorkplace({ env })
    const result = await place.json('preview', 'acme')
    expect([result.exit, codes(result)]).toEqual([1, [code]])
  })

  test('says that a token of the client is not ours', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    place.env['META_AGENCY_TOKEN'] = place.emulator.tokens['corner']
    expect(codes(await place.json('preview', 'acme'))).toEqual(['TOKEN_WRONG_SIDE'])
  })

  test('says that a token has expired', { timeout: SLOW }, async () => {
    await using place = await makeWorkplace()
    place.byHand({ do: 'expire_token', token: 'agency' })
    expect(codes(await place.json('preview', 'acme'))).toEqual(['TOKEN_EXPIRED'])
  })

  test(
    'needs the token of a client whose file says so, and plans the others without it',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace({ env: { META_CLIENT_TOKEN_CORNER: undefined } })
      const { exit, plans, ...rest } = await place.json('preview', 'acme', 'corner')
      expect([exit, codes(rest)]).toEqual([1, ['TOKEN_MISSING']])
      expect(plans.map(({ stack }) => stack)).toEqual(['acme'])
    },
  )

  test(
    'names the client nearest to one that is not there, and asks for a name',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const unknown = await place.json('preview', 'acne')
      expect([unknown.exit, codes(unknown)]).toEqual([1, ['CLIENT_UNKNOWN']])
      expect(unknown.raw).toContain('Write \\"acme\\"')
      expect(codes(await place.json('preview'))).toEqual(['CLIENT_NOT_NAMED'])
      expect(codes(await place.json('audit'))).toEqual(['CLIENT_NOT_NAMED'])
      expect(codes(await place.json('review', 'agency'))).toEqual(['CLIENT_UNKNOWN'])
      expect(place.emulator.requests.entries).toEqual([])
    },
  )

  test.each(['access/clients/acme.yaml', 'ACME', 'Acme.yml'])(
    'takes %s for the client that is meant',
    { timeout: SLOW },
    async (name) => {
      await using place = await makeWorkplace()
      const { findings } = await place.json('preview', name)
      expect(findings).toMatchObject([{ code: 'CLIENT_UNKNOWN', args: { nearest: '"acme"' } }])
    },
  )

  test(
    'stops at an error in the file of the client, and not at one of another client',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      await place.edit('access/clients/bloom.yaml', (text) => `${text}colour: blue\n`)
      expect((await place.json('preview', 'acme')).exit).toBe(2)
      const broken = await place.json('preview', 'bloom')
      expect([broken.exit, codes(broken)]).toEqual([1, ['KEY_UNKNOWN']])
      expect(broken.findings[0]?.address).toMatchObject({ file: 'access/clients/bloom.yaml', line: 24 })
    },
  )

  test('leaves a kind alone that cannot be read, and does the rest', { timeout: SLOW }, async () => {
    const faults: FaultInput[] = [
      { match: { edge: 'GET business/client_pixels' }, outcome: { error: { code: 200 } } },
    ]
    await using place = await makeWorkplace({ faults })
    const { exit, plans, findings } = await place.json('preview', 'acme')
    expect(exit).toBe(4)
    expect(plans[0]?.unknown.map(({ asset }) => asset.id)).toEqual(['3001'])
    expect(plans[0]?.changes.some(({ asset }) => asset.id === '3001')).toBe(false)
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['ASSET_UNKNOWN_NOW', 'warning']])
  })
})

describe('apply', () => {
  test(
    'tells each refusal by its own code, does the rest, and goes on the next time',
    { timeout: SLOW },
    async () => {
      const faults: FaultInput[] = [
        [1, { code: 415, subcode: 2859009 }] as const,
        [2, { code: 200 }] as const,
      ].map(([nth, error]) => ({ match: { edge: 'POST act/assigned_users' }, nth, outcome: { error } }))
      await using place = await makeWorkplace({ faults })
      const partly = await place.json('apply', 'acme')
      expect([partly.exit, codes(partly).toSorted()]).toEqual([
        1,
        ['PERMISSION_MISSING', 'TWO_FACTOR_REQUIRED'],
      ])
      for (const { address } of partly.findings)
        expect(address).toMatchObject({ file: 'access/clients/acme.yaml' })
      const rest = await place.json('apply', 'acme')
      expect([rest.exit, rest.plans[0]?.changes.length]).toEqual([0, 2])
      expect((await place.json('preview', 'acme')).exit).toBe(0)
    },
  )

  test('finds a write done whose answer was lost, in the same run', { timeout: SLOW }, async () => {
    const faults: FaultInput[] = [
      { match: { edge: 'POST act/assigned_users' }, nth: 1, carried_out: true, outcome: { reset: true } },
    ]
    await using place = await makeWorkplace({ faults })
    expect((await place.json('apply', 'acme')).exit).toBe(0)
    const next = await place.json('apply', 'acme')
    expect([next.exit, next.plans[0]?.changes]).toEqual([0, []])
  })

  test(
    'keeps what it knows of an asset that cannot be read, and removes nothing',
    { timeout: SLOW * 2 },
    async () => {
      const faults: FaultInput[] = [
        { match: { edge: 'GET business/client_ad_accounts' }, after: 1, outcome: { empty: true } },
      ]
      await using place = await makeWorkplace({ faults })
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      place.emulator.requests.clear()
      const blind = await place.json('apply', 'acme')
      expect([blind.exit, blind.plans[0]?.unknown.map(({ asset }) => asset.id)]).toEqual([
        4,
        ['act_1001', 'act_1002'],
      ])
      expect(place.emulator.requests.counts().writes).toBe(0)
    },
  )
})

describe('check', () => {
  test('is content with the example agency, without a token or a network', async () => {
    await using place = await makeWorkplace({
      env: { META_AGENCY_TOKEN: undefined, META_GRAPH_URL: 'http://127.0.0.1:1' },
    })
    expect(await place.json('check')).toMatchObject({ exit: 0, findings: [] })
  })

  test('ends with 1 and the place of each fault', async () => {
    await using place = await makeWorkplace()
    await place.edit('access/clients/acme.yaml', (text) => text.replace('act_1002', '1002'))
    const { exit, out, err } = await place.run('check')
    expect([exit, out]).toEqual([1, '1 finding\n'])
    expect(err).toContain('access/clients/acme.yaml:14:13\n  error AD_ACCOUNT_ID_PREFIX')
  })
})

describe('emulator', () => {
  test('refuses an estate that cannot be, with every fault in it', async () => {
    await using place = await makeWorkplace()
    const estate = { ...exampleEstate(), assets: [{ kind: 'page', id: '1', name: 'x', owner: '404' }] }
    await place.edit('estate.json', JSON.stringify(estate))
    const result = await place.json('emulator', '--estate', `${place.root}/estate.json`)
    expect([result.exit, codes(result)]).toEqual([1, ['ESTATE_INVALID']])
  })
})

describe('main', () => {
  test(
    'says that the fault is its own where it is, without a stack trace or a token',
    { timeout: SLOW },
    async () => {
      await using place = await makeWorkplace()
      const token = place.emulator.tokens['agency'] ?? ''
      const output = {
        out: () => {
          throw new Error(`broken pipe with access_token=${token}`)
        },
        err: (text: string) => void (seen += text),
        progress: () => undefined,
        settle: () => undefined,
        width: 80,
      }
      let seen = ''
      const { main } = await import('../../../provider/cli/main.ts')
      const exit = await main(['check'], {
        root: place.root,
        env: {},
        output,
        progress: output.progress,
        now: () => new Date(),
      })
      expect(exit).toBe(1)
      expect(seen).toContain('INTERNAL_ERROR')
      expect(seen).not.toMatch(/ at .*\.ts/)
      expect(seen).not.toContain(token)
    },
  )

  test.each([
    [['--help'], 0],
    [['check', '--help'], 0],
    [['nonsense'], 1],
    [['check', '--format', 'xml'], 1],
    [['emulator', '--port', 'x'], 1],
  ])('ends %o with %i', async (args, exit) => {
    await using place = await makeWorkplace()
    expect((await place.run(...args)).exit).toBe(exit)
  })

  test.each([
    ['acme', 'ENGINE_FAILED'],
    ['--all', 'STATE_UNREADABLE'],
  ])(
    'tells a state that cannot be read for %s from a fault of its own',
    { timeout: SLOW },
    async (of, code) => {
      await using place = await makeWorkplace({ env: { PULUMI_BACKEND_URL: 'file:///nowhere/at/all' } })
      const result = await place.json('preview', of)
      expect([result.exit, codes(result)]).toEqual([1, [code]])
    },
  )
})
