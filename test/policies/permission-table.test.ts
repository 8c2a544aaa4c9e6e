import { describe, expect, it } from 'vitest'
import { judge } from '../../policies/judge.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import type { AssetScope } from '../../policies/rule.ts'
import { agencyScopes } from '../../policies/scopes.ts'
import { buildModel } from '../../provider/model/build.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { atMost, levelsOf, tasksOf, type Level } from '../../provider/model/levels.ts'
import type { Asset, Client, Model } from '../../provider/model/model.ts'
import { BUSINESS_ROLES, type BusinessRole } from '../../provider/model/written/agency.ts'
import { exampleFiles, TODAY } from '../support/scenario.ts'

type Row = {
  readonly roles: readonly BusinessRole[]
  /** What the function gives, and the most that it may be asked for where brief 5.1 says "if they ...". */
  readonly gives: { readonly [K in AssetKind]?: Level }
  readonly option?: { readonly [K in AssetKind]?: Level }
}

/** The table of brief 5.1, read once more, independently of the files. */
const TABLE: Readonly<Record<string, Row>> = {
  'media-buyer': {
    roles: ['employee'],
    gives: {
      ad_account: 'advertiser',
      pixel: 'advertiser',
      page: 'advertiser',
      instagram: 'advertiser',
      catalog: 'advertiser',
    },
  },
  strategist: {
    roles: ['employee'],
    gives: { ad_account: 'advertiser', pixel: 'advertiser', page: 'advertiser', instagram: 'advertiser' },
  },
  analyst: { roles: ['employee'], gives: { ad_account: 'analyst', pixel: 'analyst', page: 'analyst' } },
  billing: { roles: ['finance-analyst', 'finance-editor'], gives: {} },
  measurement: { roles: ['employee'], gives: { pixel: 'admin' }, option: { ad_account: 'advertiser' } },
}

const AT = { file: 'access/clients/acme.yaml', line: 1, column: 1 }
const { model: built } = buildModel(exampleFiles(), TODAY)
const model: Model = built!
const acme: Client = model.clients.find(({ slug }) => slug === 'acme')!

const CELLS = Object.entries(TABLE).flatMap(([name, row]) =>
  ASSET_KINDS.map((kind) => ({ name, kind, gives: row.gives[kind], option: row.option?.[kind] })),
)
const GIVEN = CELLS.filter(({ gives }) => gives !== undefined)
const STEPS = CELLS.flatMap(({ name, kind, gives }) =>
  levelsOf(kind)
    .filter((level) => gives === undefined || !atMost(kind, level, gives))
    .map((level) => ({ name, kind, level })),
)
const TASK_STEPS = CELLS.flatMap(({ name, kind, gives }) => {
  const given: readonly string[] = gives === undefined ? [] : tasksOf(kind, gives)
  return factsOf(kind)
    .tasks.filter((task) => !given.includes(task))
    .map((task) => ({ name, kind, task }))
})

describe('each cell of the table, on an asset', () => {
  it.each(GIVEN)('$name on $kind: $gives passes', ({ name, kind, gives }) => {
    expect(codesFor(name, kind, tasksOf(kind, gives!), gives!)).toEqual([])
  })

  it.each(STEPS)('$name on $kind: $level is one step more', ({ name, kind, level }) => {
    expect(codesFor(name, kind, tasksOf(kind, level), level)).toContain('person-within-function')
  })

  it.each(TASK_STEPS)('$name on $kind: $task is one task more', ({ name, kind, task }) => {
    const gives = TABLE[name]?.gives[kind]
    const tasks = [...(gives === undefined ? [] : tasksOf(kind, gives)), task]
    expect(codesFor(name, kind, tasks, gives ?? levelsOf(kind)[0]!)).toContain('person-within-function')
  })

  it('measurement on ad_account: advertiser passes for those who build campaigns, and admin does not', () => {
    const chosen = { ad_account: 'advertiser' } as const
    const tasks = tasksOf('ad_account', 'advertiser')
    expect(codesFor('measurement', 'ad_account', tasks, 'advertiser', chosen)).toEqual([])
    const admin = tasksOf('ad_account', 'admin')
    expect(codesFor('measurement', 'ad_account', admin, 'admin', chosen)).toContain('person-within-function')
  })
})

describe('each cell of the table, in functions.yaml', () => {
  it.each(CELLS)('$name on $kind passes as it is', ({ name, kind, gives, option }) => {
    expect(tableCodes(name, { [kind]: gives }, TABLE[name]!.roles[0]!)).toEqual([])
    if (option !== undefined) expect(tableCodes(name, { [kind]: option }, TABLE[name]!.roles[0]!)).toEqual([])
  })

  it.each(STEPS.filter(({ name, kind, level }) => TABLE[name]!.option?.[kind] !== level))(
    '$name on $kind: $level is refused unless the brief offers less than it',
    ({ name, kind, level }) => {
      const option = TABLE[name]!.option?.[kind]
      const within = option !== undefined && atMost(kind, level, option)
      expect(tableCodes(name, { [kind]: level }, TABLE[name]!.roles[0]!)).toEqual(
        within ? [] : ['function-within-table'],
      )
    },
  )
})

describe('each cell of the table, the role in the Business', () => {
  const ROLES = Object.keys(TABLE).flatMap((name) => BUSINESS_ROLES.map((role) => ({ name, role })))

  it.each(ROLES)('$name as $role', ({ name, role }) => {
    const codes = tableCodes(name, {}, role)
    const finance = role.startsWith('finance-') && name !== 'billing'
    if (TABLE[name]!.roles.includes(role)) expect(codes).toEqual([])
    else
      expect(codes.toSorted()).toEqual([
        ...(finance ? ['finance-role-only-for-billing'] : []),
        'function-within-table',
      ])
  })
})

/** The codes for one person in one function on one asset, all else being in order. */
function codesFor(
  name: string,
  kind: AssetKind,
  tasks: readonly string[],
  level: Level,
  levels: { readonly ad_account?: 'advertiser' } = {},
): string[] {
  const known = acme.assets.find((one) => one.kind === kind)
  const asset: Asset = { ...(known ?? { ...acme.assets[0]!, kind, id: '9', links: [] }), partner: level }
  const principal = 'gita@northlight.example'
  const person = {
    email: principal,
    name: 'Gita Rao',
    functions: [name],
    businessRole: TABLE[name]!.roles[0]!,
    at: AT,
  }
  const assignment = { principal, level, tasks, because: [{ function: name }], at: AT }
  const sender = { ...assignment, principal: 'conversions' }
  const member = { principal, function: name, only: undefined, levels, at: AT }
  const team = kind === 'pixel' ? [member, { ...member, principal: 'conversions' }] : [member]
  const scope: AssetScope = {
    on: 'asset',
    today: TODAY,
    model: {
      ...model,
      agency: { ...model.agency, people: [person] },
      packages: new Map([['all', { name: 'all', title: 'All', levels: { [kind]: level } }]]),
    },
    client: { ...acme, package: 'all', team, exceptions: [] },
    asset,
    access: {
      kind,
      id: asset.id,
      name: asset.name,
      owners: [acme.business],
      share: { by: 'partner', grant: { level, tasks: [...tasks] } },
      people: kind === 'pixel' ? [assignment, sender] : [assignment],
      at: AT,
    },
  }
  return judge(POLICY_RULES, scope).map(({ code }) => code)
}

/** The codes for functions.yaml with these levels and this role for one function. */
function tableCodes(
  name: string,
  levels: { readonly [K in AssetKind]?: Level | undefined },
  role: BusinessRole,
): string[] {
  const one = { ...model.functions.get(name)!, businessRole: role, businessRoleOptions: [], options: {} }
  const given = Object.fromEntries(Object.entries(levels).filter(([, level]) => level !== undefined))
  const functions = new Map([[name, { ...one, levels: given }]])
  const [agency] = agencyScopes({ ...model, functions }, TODAY)
  return judge(POLICY_RULES, agency!).map(({ code }) => code)
}
