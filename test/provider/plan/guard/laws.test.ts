import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from '../../../support/cases.ts'
import type { Change } from '../../../../provider/plan/change.ts'
import { NOTHING_ANNOUNCED } from '../../../../provider/plan/guard/announced.ts'
import { guardPlan } from '../../../../provider/plan/guard/guard.ts'
import type { GuardInput, Standing } from '../../../../provider/plan/guard/guard-input.ts'
import type { Overrides } from '../../../../provider/plan/guard/limits.ts'

// The laws of lock-out and removal, stated once more and in another way: over the world before and the world after, as
// tables of who has what, instead of over changes. Whatever the guard says of a plan must follow from them, both ways.

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@northlight.example`)
const TASKS = {
  none: undefined,
  low: ['ANALYZE'],
  mid: ['ADVERTISE', 'ANALYZE'],
  top: ['ADVERTISE', 'ANALYZE', 'MANAGE'],
} as const
type Height = keyof typeof TASKS
const ORDER: readonly Height[] = ['none', 'low', 'mid', 'top']
const RUNS = cases(100_000)

/** One asset: who has what before and after, and whether it stays in the files. */
type Cell = { readonly before: Height; readonly after: Height }
type Table = { readonly dropped: boolean; readonly cells: readonly Cell[] }

const anyHeight = fc.constantFrom(...ORDER)
// Most people stay as they are, as in real plans; else nearly every plan would be refused and the laws hardly tested.
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 5, arbitrary: anyHeight.map((height) => ({ before: height, after: height })) },
  { weight: 1, arbitrary: fc.record({ before: anyHeight, after: anyHeight }) },
)
const anyTableOf = (cell: fc.Arbitrary<Cell>): fc.Arbitrary<Table> =>
  fc
    .record({
      dropped: fc.nat(9).map((one) => one === 0),
      cells: fc.array(cell, { minLength: PEOPLE.length, maxLength: PEOPLE.length }),
    })
    .map(({ dropped, cells }) => ({
      dropped,
      cells: dropped ? cells.map(({ before }) => ({ before, after: 'none' as const })) : cells,
    }))
const anyLow = fc.constantFrom<Height>('none', 'low', 'mid')
/** Worlds in which every person only comes or only goes, and worlds in which everybody only rises. */
const anySwap = fc
  .array(fc.boolean(), { minLength: PEOPLE.length, maxLength: PEOPLE.length })
  .chain((goes) =>
    fc.array(
      fc.tuple(
        ...goes.map((one) =>
          anyLow.map((height): Cell =>
            one ? { before: height, after: 'none' } : { before: 'none', after: height },
          ),
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
const anyRise = anyTableOf(
  fc.constantFrom<Cell>(
    { before: 'low', after: 'mid' },
    { before: 'low', after: 'mid' },
    { before: 'mid', after: 'mid' },
  ),
)
const anyWorld: fc.Arbitrary<Table[]> = fc.oneof(
  { weight: 8, arbitrary: fc.array(anyTableOf(anyCell), { minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: anySwap.map((rows) => rows.map((cells) => ({ dropped: false, cells }))) },
  { weight: 1, arbitrary: fc.array(anyRise, { minLength: 1, maxLength: 3 }) },
)
const anyOverrides: fc.Arbitrary<Overrides> = fc.record(
  {
    removals: fc.nat(12),
    admins: fc.nat(4),
    emptied: fc.nat(2),
    replaced: fc.nat(6),
    raises: fc.nat(6),
  },
  { requiredKeys: [] },
)

function planOf(world: readonly Table[]): GuardInput {
  const asset = (index: number) => ({ kind: 'ad_account', id: `act_${index}`, name: '' }) as const
  const held = (height: Height) => (height === 'none' ? undefined : { level: height, tasks: TASKS[height] })
  const verb = ({ before, after }: Cell): Change['verb'] => {
    if (before === 'none') return 'grant'
    if (after === 'none') return 'revoke'
    return ORDER.indexOf(after) > ORDER.indexOf(before) ? 'raise' : 'lower'
  }
  const changes = world.flatMap(({ cells }, index) =>
    cells.flatMap((cell, who): Change[] =>
      cell.before === cell.after
        ? []
        : [
            {
              verb: verb(cell),
              asset: asset(index),
              subject: { principal: PEOPLE[who] ?? '' },
              before: held(cell.before),
              after: held(cell.after),
              because: [],
            },
          ],
    ),
  )
  const standings = world.map(({ dropped, cells }, index): Standing => {
    const people = cells.flatMap(({ before }, who) =>
      before === 'none' ? [] : [[PEOPLE[who], TASKS[before]] as const],
    )
    return { asset: asset(index), dropped, people: Object.fromEntries(people) }
  })
  return {
    stack: 'acme',
    changes,
    standings,
    agencyBusiness: '9001',
    self: 'metagrant',
    members: new Set(PEOPLE),
    domains: ['northlight.example'],
    announced: NOTHING_ANNOUNCED,
    later: [],
    moved: [],
  }
}

/** The independent statement: which laws a step from the world before to the world after breaks. */
function broken(world: readonly Table[], overrides: Overrides): string[] {
  const rows = world.flatMap(({ cells }) => cells.map((cell, who) => ({ ...cell, who })))
  const people = (keep: (cell: Cell) => boolean) => new Set(rows.filter(keep).map(({ who }) => who))
  const has = (height: Height) => height !== 'none'
  const lost = rows.filter(({ before, after }) => has(before) && !has(after)).length
  const grants = rows.filter(({ before }) => has(before)).length
  const most = grants >= 10 ? Math.min(20, Math.floor(grants / 4)) : 20
  const controls = people(({ before, after }) => before !== 'top' && after === 'top').size
  const raised = people(
    ({ before, after }) => has(before) && has(after) && ORDER.indexOf(after) > ORDER.indexOf(before),
  ).size
  const emptied = world.filter(
    ({ dropped, cells }) =>
      !dropped && cells.some(({ before }) => has(before)) && !cells.some(({ after }) => has(after)),
  ).length
  const team = people(({ before }) => has(before))
  const stays = people(({ after }) => has(after))
  const arrives = rows.some(({ before, after }) => !has(before) && has(after))
  const replaced = arrives && team.size > 0 && [...team].every((who) => !stays.has(who)) ? team.size : 0
  const over = (count: number, limit: number, named: unknown) => count > limit && count !== named
  return [
    ...(over(controls, 0, overrides.admins) ? ['GUARD_ADMINS'] : []),
    ...(over(raised, 5, overrides.raises) ? ['GUARD_RAISES'] : []),
    ...(over(lost, most, overrides.removals) ? ['GUARD_REMOVALS'] : []),
    ...(over(emptied, 0, overrides.emptied) ? ['GUARD_EMPTIED'] : []),
    ...(over(replaced, 0, overrides.replaced) ? ['GUARD_TEAM_REPLACED'] : []),
  ]
}

test(
  `guardPlan accepts no unsafe plan and refuses no safe one, over ${RUNS} plans`,
  { timeout: 120_000 },
  () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(anyWorld, anyOverrides, (world, overrides) => {
        const said = guardPlan(planOf(world), overrides).map(({ code }) => code)
        expect(said).toEqual(broken(world, overrides))
        for (const code of said.length === 0 ? ['passes'] : said) seen.set(code, (seen.get(code) ?? 0) + 1)
      }),
      { numRuns: RUNS },
    )
    // A law that is never broken, or a plan that never passes, would make this proof an empty one.
    for (const code of [
      'passes',
      'GUARD_ADMINS',
      'GUARD_RAISES',
      'GUARD_REMOVALS',
      'GUARD_EMPTIED',
      'GUARD_TEAM_REPLACED',
    ]) {
      expect(seen.get(code) ?? 0).toBeGreaterThan(RUNS / 1000)
    }
  },
)
