import * as fc from 'fast-check'
import { stringify } from 'yaml'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { levelsOf, type Level } from '../../provider/model/levels.ts'
import type { RawFile } from '../../provider/model/read/source.ts'
import { fileOf } from './scenario.ts'

type Levels = { readonly [K in AssetKind]?: Level }
type GivenMember = { readonly person: string; readonly assets?: readonly string[] }
type GivenException = {
  readonly who: string
  readonly asset: string
  readonly level: Level
  readonly until: string
}

/** One agency with one client, in the terms of the files. */
export type Given = {
  readonly functions: Readonly<Record<string, Levels>>
  readonly assets: readonly { readonly kind: AssetKind; readonly id: string }[]
  readonly team: Readonly<Record<string, readonly GivenMember[]>>
  readonly exceptions: readonly GivenException[]
}

const PEOPLE = ['ana', 'ben', 'chloe', 'dev'].map((name) => `${name}@northlight.example`)
const FUNCTIONS = ['media-buyer', 'strategist', 'analyst']
const ASSETS = ASSET_KINDS.flatMap((kind, at) =>
  [1, 2].map((one) => ({ kind, id: `${kind === 'ad_account' ? 'act_' : ''}${at + 1}00${one}` })),
)

/** The package covers every level of each kind, so no level exceeds it. */
const HIGHEST: Readonly<Record<AssetKind, Level>> = {
  ad_account: 'admin',
  pixel: 'admin',
  page: 'admin',
  instagram: 'editor',
  catalog: 'admin',
  whatsapp: 'admin',
}

const levels = fc.record(
  Object.fromEntries(ASSET_KINDS.map((kind) => [kind, fc.constantFrom(...levelsOf(kind))])),
  { requiredKeys: [] },
) as fc.Arbitrary<Levels>

/** Valid agencies in any order; ends lie around 2026-11-24. */
export const given: fc.Arbitrary<Given> = fc
  .tuple(
    fc.record(Object.fromEntries(FUNCTIONS.map((name) => [name, levels]))),
    fc.shuffledSubarray(ASSETS, { minLength: 1 }),
    fc.shuffledSubarray(FUNCTIONS, { minLength: 1 }),
  )
  .chain(([functions, assets, names]) => {
    const ids = assets.map(({ id }) => id)
    const member = (person: string): fc.Arbitrary<GivenMember> =>
      fc
        .option(fc.subarray(ids), { nil: undefined })
        .map((only) => (only === undefined ? { person } : { person, assets: only }))
    const members = fc.shuffledSubarray(PEOPLE).chain((people) => fc.tuple(...people.map(member)))
    const exception = fc.constantFrom(...assets).chain(({ kind, id }) =>
      fc.record({
        who: fc.constantFrom(...PEOPLE),
        asset: fc.constant(id),
        level: fc.constantFrom(...levelsOf(kind)),
        until: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-25', '2027-01-01'),
      }),
    )
    return fc.record({
      functions: fc.constant(functions),
      assets: fc.constant(assets),
      team: fc.record(Object.fromEntries(names.map((name) => [name, members]))),
      exceptions: fc.array(exception, { maxLength: 4 }),
    })
  })

/** The same access with everything in another order. */
export function reordered(one: Given): fc.Arbitrary<Given> {
  return fc.record({
    functions: fc.constant(one.functions),
    assets: shuffled(one.assets),
    team: shuffled(Object.entries(one.team)).chain((entries) =>
      fc
        .tuple(...entries.map(([name, members]) => shuffled(members).map((own) => [name, own] as const)))
        .map(Object.fromEntries),
    ) as fc.Arbitrary<Given['team']>,
    exceptions: shuffled(one.exceptions),
  })
}

/** Its files; `style` changes only the form of the YAML. */
export function filesOf(one: Given, style: 'block' | 'flow' = 'block'): RawFile[] {
  const file = (path: string, value: unknown): RawFile =>
    fileOf(path, stringify(value, { collectionStyle: style, aliasDuplicateObjects: false }))
  const functions = Object.entries(one.functions).map(([name, own]) => [
    name,
    { title: name, business_role: 'employee', levels: own },
  ])
  const assets = Map.groupBy(one.assets, ({ kind }) => kind)
  return [
    file('access/agency.yaml', {
      version: 1,
      name: 'Northlight',
      business: '9',
      domains: ['northlight.example'],
      people: PEOPLE.map((email) => ({ email, functions: FUNCTIONS })),
    }),
    file('access/functions.yaml', { version: 1, functions: Object.fromEntries(functions) }),
    file('access/packages.yaml', {
      version: 1,
      packages: { everything: { title: 'Everything', levels: HIGHEST } },
    }),
    file('access/clients/acme.yaml', {
      version: 1,
      client: 'acme',
      name: 'Acme Outdoor',
      business: '1',
      package: 'everything',
      assets: Object.fromEntries(
        [...assets].map(([kind, own]) => [
          factsOf(kind).list,
          own.map(({ id }) => ({ id, name: `Asset ${id}` })),
        ]),
      ),
      team: one.team,
      exceptions: one.exceptions.map((exception) => ({ ...exception, reason: 'A sale', ticket: 'OPS-1' })),
    }),
  ]
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length })
}
