import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { format, resolveConfig } from 'prettier'
import { parse, stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { estateJsonSchema, parseEstate } from '../../../provider/emulator/estate/parse.ts'
import { generateEstate, type Estate, type EstateSize } from '../../../provider/emulator/index.ts'
import { loadWorld } from '../../../provider/emulator/world/load.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { SMALL } from './support.ts'

function parsed(value: unknown): Estate {
  const result = parseEstate(value)
  if ('problems' in result) throw new TypeError(JSON.stringify(result.problems))
  return result.estate
}

function problemsOf(change: (estate: typeof SMALL) => unknown): string[] {
  const result = parseEstate(change(structuredClone(SMALL)))
  return 'problems' in result ? result.problems.map(({ path }) => path) : []
}

describe('parseEstate', () => {
  test('takes an estate from YAML as from JSON', () => {
    expect(parsed(parse(stringify(SMALL)))).toEqual(parsed(SMALL))
  })

  test('fills defaults in, and a second time changes nothing', () => {
    const estate = parsed({ estate: 1 })
    expect(estate.app.tier).toBe('full')
    expect(parsed(estate)).toEqual(estate)
  })

  test.each([
    ['another version', (estate: object) => ({ ...estate, estate: 2 }), 'estate'],
    ['an unknown key', (estate: object) => ({ ...estate, asset: [] }), ''],
    [
      'an id that is a number',
      (estate: object) => ({ ...estate, businesses: [{ id: 9001, name: 'x' }] }),
      'businesses.0.id',
    ],
  ])('refuses %s', (_name, change, path) => {
    expect(problemsOf(change)).toContain(path)
  })

  test('finds an id that is there twice', () => {
    expect(
      problemsOf((estate) => ({ ...estate, assets: [...(estate.assets ?? []), estate.assets?.[1]] })),
    ).toEqual([`assets.${SMALL.assets?.length}.id`])
  })

  test('finds owners, partners, holders and users that are not there', () => {
    const paths = problemsOf(() => ({
      estate: 1,
      businesses: [{ id: '1', name: 'Owner' }],
      tokens: [{ name: 'a', holder: '5' }],
      assets: [
        { kind: 'catalog', id: '10', name: 'a', owner: '2' },
        {
          kind: 'catalog',
          id: '11',
          name: 'b',
          owner: '1',
          partners: [{ business: '3', tasks: ['ADVERTISE'] }],
        },
        {
          kind: 'catalog',
          id: '12',
          name: 'c',
          owner: '1',
          assignments: [{ user: '4', tasks: ['ADVERTISE'] }],
        },
        { kind: 'page', id: '13', name: 'd', owner: '1', instagram: '12' },
      ],
    }))
    expect(paths.toSorted()).toEqual([
      'assets.0.owner',
      'assets.1.partners.0.business',
      'assets.2.assignments.0.user',
      'assets.3.instagram',
      'tokens.0.holder',
    ])
  })

  test('finds a task that the kind lacks', () => {
    const withTask = (task: string) =>
      problemsOf((estate) => ({
        ...estate,
        assets: [
          {
            kind: 'pixel',
            id: '2001',
            name: 'p',
            owner: '8001',
            assignments: [{ user: '7201', tasks: [task] }],
          },
        ],
      }))
    expect(withTask('MANAGE')).toEqual(['assets.0.assignments.0.tasks'])
    expect(withTask('EDIT')).toEqual([])
  })

  test("finds an assignment above its partner's tasks, and one without a share", () => {
    const withAccess = (user: string, tasks: string[], status = 'CONFIRMED') =>
      problemsOf((estate) => ({
        ...estate,
        assets: [
          {
            kind: 'catalog',
            id: '5001',
            name: 'c',
            owner: '8001',
            partners: [{ business: '9001', tasks: ['ADVERTISE'], status }],
            assignments: [{ user, tasks }],
          },
        ],
      }))
    expect(withAccess('7102', ['ADVERTISE'])).toEqual([])
    expect(withAccess('7102', ['AA_ANALYZE'])).toEqual([])
    expect(withAccess('7102', ['MANAGE'])).toEqual(['assets.0.assignments.0.tasks'])
    expect(withAccess('7102', ['ADVERTISE'], 'PENDING')).toEqual(['assets.0.assignments.0.tasks'])
    expect(withAccess('7003', ['ADVERTISE'])).toEqual(['assets.0.assignments.0.user'])
  })
})

describe('generateEstate', () => {
  const size = { clients: 3, assetsPerClient: 8, peoplePerAsset: 2, people: 5, otherAgencies: 2 }

  test('is the same for the same seed and another for another', () => {
    expect(generateEstate({ seed: 1, ...size })).toEqual(generateEstate({ seed: 1, ...size }))
    expect(generateEstate({ seed: 1, ...size })).not.toEqual(generateEstate({ seed: 2, ...size }))
  })

  test('mixes the kinds as an agency meets them', () => {
    const { assets } = generateEstate({ seed: 1, ...size, clients: 1 })
    const counts = Object.fromEntries(
      [...Map.groupBy(assets, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]),
    )
    expect(counts).toEqual({ ad_account: 3, pixel: 2, page: 1, instagram: 1, catalog: 1 })
  })

  test('makes 200 clients with 1,600 assets and about 7,000 assignments in well under a second', () => {
    const start = performance.now()
    const estate = generateEstate({
      seed: 1,
      clients: 200,
      assetsPerClient: 8,
      peoplePerAsset: 4,
      people: 60,
    })
    expect(performance.now() - start).toBeLessThan(1000)
    expect(estate.assets).toHaveLength(1600)
    expect(estate.assets.reduce((sum, { assignments }) => sum + assignments.length, 0)).toBe(7200)
  })

  test('is valid whatever the size', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          clients: fc.integer({ min: 0, max: 4 }),
          assetsPerClient: fc.integer({ min: 0, max: 20 }),
          peoplePerAsset: fc.double({ min: 0, max: 6, noNaN: true }),
          people: fc.integer({ min: 1, max: 30 }),
          otherAgencies: fc.integer({ min: 0, max: 3 }),
        }),
        (any: EstateSize) => {
          expect(parseEstate(generateEstate(any))).toHaveProperty('estate')
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('unloadWorld', () => {
  test('writes a world back as the estate it came from', () => {
    const estates = [
      parsed(SMALL),
      parsed({
        ...SMALL,
        tokens: [
          { name: 'given', token: 'EAAgiven-token', holder: '7001', expires_at: '2027-01-01T00:00:00Z' },
        ],
      }),
      parsed({
        ...SMALL,
        agreements: [
          { id: '6001', from: '8001', to: '9002', shares: [{ asset: '2001', tasks: ['ANALYZE'] }] },
        ],
      }),
      parsed({
        ...SMALL,
        requests: [{ id: '6002', business: '9001', asset: 'act_1002', tasks: ['ANALYZE'] }],
      }),
    ]
    for (const estate of estates) expect(unloadWorld(loadWorld(estate, () => 0))).toEqual(estate)
  })

  test('writes any generated estate back', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const estate = generateEstate({
          seed,
          clients: 2,
          assetsPerClient: 8,
          peoplePerAsset: 2,
          people: 6,
          otherAgencies: 1,
        })
        expect(unloadWorld(loadWorld(estate, () => 0))).toEqual(estate)
      }),
      { numRuns: 20 },
    )
  })
})

describe('estate.schema.json', () => {
  test('is what the schema says (npm run update writes it again)', async () => {
    const file = fileURLToPath(new URL('../../../provider/emulator/estate.schema.json', import.meta.url))
    const text = `${JSON.stringify(estateJsonSchema(), null, 2)}\n`
    await expect(await format(text, { ...(await resolveConfig(file)), filepath: file })).toMatchFileSnapshot(
      file,
    )
  })
})
