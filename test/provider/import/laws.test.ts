import * as fc from 'fast-check'
import { stringify } from 'yaml'
import { expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { importedFiles, type ImportedFiles } from '../../../provider/import/imported-files.ts'
import { differencesIn } from '../../../provider/import/differences.ts'
import type { SharedAsset } from '../../../provider/model/shared-asset.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import { closure } from '../../../provider/model/tasks.ts'
import { satisfies } from '../../../provider/plan/held.ts'
import { member } from '../../support/access.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'

const OWNER = { id: '100000000000077', name: 'Dune: the "client"' }
const FUNCTIONS = ['media-buyer', 'strategist', 'analyst', 'measurement']
const PEOPLE = ['ana', 'ben', 'chloe'].map((name) => `${name}@northlight.example`)
const HOLDERS = [...PEOPLE, 'conversions']

/** Tasks as Meta reads them back: of a level, of two together, or a loose set that may be of none. */
function tasksFor(kind: AssetKind): fc.Arbitrary<readonly string[]> {
  const level = fc.constantFrom(...levelsOf(kind))
  return fc.oneof(
    { weight: 6, arbitrary: level.map((one) => closure(kind, tasksOf(kind, one))) },
    {
      weight: 2,
      arbitrary: fc.tuple(level, level).map((two) =>
        closure(
          kind,
          two.flatMap((one) => tasksOf(kind, one)),
        ),
      ),
    },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...factsOf(kind).tasks), { minLength: 1 }) },
  )
}

function assetOf(kind: AssetKind, at: number): fc.Arbitrary<SharedAsset> {
  const { shareShows, spends } = factsOf(kind)
  const highest = closure(kind, tasksOf(kind, levelsOf(kind).at(-1) as never))
  const partner = fc.oneof({ weight: 4, arbitrary: fc.constant(highest) }, tasksFor(kind))
  return fc.record({
    kind: fc.constant(kind),
    id: fc.constant(`${kind === 'ad_account' ? 'act_' : ''}${ASSET_KINDS.indexOf(kind) + 6}00${at}`),
    name: fc.constantFrom('Dune | FR', '*odd: name', 'true'),
    owner: fc.constant(OWNER),
    partner: shareShows === 'nothing' ? fc.constant(undefined) : partner,
    people: fc.dictionary(fc.constantFrom(...HOLDERS), tasksFor(kind)),
    links: fc.constant([]),
    currency: spends ? fc.constantFrom('EUR', 'USD') : fc.constant(undefined),
    timezone: spends ? fc.constantFrom(undefined, 'Europe/Paris') : fc.constant(undefined),
  })
}

/** The same assets, in a state of their own each time. */
const anyShared: fc.Arbitrary<SharedAsset[]> = fc
  .tuple(
    ...ASSET_KINDS.flatMap((kind) => [1, 2].map((at) => fc.option(assetOf(kind, at), { nil: undefined }))),
  )
  .map((all) => all.filter((one) => one !== undefined))
  .filter((all) => all.length > 0)

const anyFunctions = fc.tuple(...PEOPLE.map(() => fc.subarray(FUNCTIONS, { minLength: 1 })))

function commonFiles(functions: readonly (readonly string[])[]): RawFile[] {
  const people = PEOPLE.map((email, at) => ({ email, functions: functions[at] }))
  const agency = {
    version: 1,
    name: 'Northlight',
    business: '900000000000001',
    domains: ['northlight.example'],
    people,
    system_users: [{ name: 'conversions', functions: ['measurement'] }],
  }
  return [
    fileOf('access/agency.yaml', stringify(agency)),
    ...exampleFiles().filter(({ path }) => /functions|packages/.test(path)),
  ]
}

function imported(
  files: readonly RawFile[],
  shared: readonly SharedAsset[],
): Exclude<ImportedFiles, { errors: unknown }> {
  const { model } = buildModel(files, TODAY)
  const service = model?.packages.get('paid-social')
  if (model === undefined || service === undefined) throw new Error('no model')
  const existing = model.clients.find(({ slug }) => slug === 'dune')
  const members = HOLDERS.map((principal) => member(principal))
  const request = {
    model,
    slug: 'dune',
    business: OWNER.id,
    existing,
    shared,
    members,
    self: 'metagrant',
    addPeople: false,
    own: [],
    today: TODAY,
  }
  const result = importedFiles(request, service, files)
  if ('errors' in result) throw new Error(JSON.stringify(result.errors))
  return result
}

/** Every holding is in the file exactly as it is held, or told; and the file gives nothing else. */
function expectExact(
  { model, client, imported: { findings } }: ReturnType<typeof imported>,
  shared: readonly SharedAsset[],
): void {
  const desired = desiredAccess(model, client, TODAY)
  const told = new Set(findings.map(({ args }) => `${args['who']} ${args['asset']}`))
  for (const { kind, id, people } of shared) {
    const asked = new Map(
      desired.assets.find((one) => one.id === id)?.people.map((one) => [one.principal, one.tasks]),
    )
    for (const [principal, tasks] of Object.entries(people)) {
      const wanted = asked.get(principal)
      const isTold = [...told].some((one) => one.startsWith(`${principal} `) && one.endsWith(`"${id}"`))
      expect(wanted === undefined ? isTold : satisfies(kind, tasks, wanted)).toBe(true)
    }
    expect([...asked.keys()].filter((principal) => people[principal] === undefined)).toEqual([])
  }
  expect(
    differencesIn(desired, shared, new Map(HOLDERS.map((one) => [one, member(one)])), 'metagrant'),
  ).toEqual([])
}

function textIn(files: readonly RawFile[]): string {
  return new TextDecoder().decode(files.find(({ path }) => path.endsWith('dune.yaml'))?.bytes)
}

test('an import writes exactly what is held, or tells it, and nothing else; the second one changes nothing', () => {
  fc.assert(
    fc.property(anyFunctions, anyShared, (functions, shared) => {
      const first = imported(commonFiles(functions), shared)
      expectExact(first, shared)
      expect(textIn(imported(first.files, shared).files)).toBe(textIn(first.files))
    }),
    { numRuns: cases(60) },
  )
})

test('an import into a file changes it to exactly what is held now', () => {
  fc.assert(
    fc.property(anyFunctions, anyShared, anyShared, (functions, before, now) => {
      const first = imported(commonFiles(functions), before)
      const second = imported(first.files, now)
      expectExact(second, now)
      expect(textIn(imported(second.files, now).files)).toBe(textIn(second.files))
    }),
    { numRuns: cases(25) },
  )
})
