import { beforeAll, describe, expect, test } from 'vitest'
import { sample } from '../../support/cases.ts'
import { CODES } from '../graph/codes.ts'
import { faultTable, nameOf, type Trouble } from './fault-table.ts'
import { changedWorld, outcomeOf, readEdges } from './faulty.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

// One code of each kind here; every code of the reference at every read is in `npm run torture`.
const TROUBLES: readonly Trouble[] = [
  ...[...Map.groupBy(CODES, ({ kind }) => kind)].flatMap(([kind, [first]]) =>
    first === undefined ? [] : [[kind, outcomeOf(first)] as const],
  ),
  ['unreachable', { reset: true }],
  ['unreachable', { malformed: true }],
]

/** A world with each way of working with a client, and almost every kind of finding. */
const CHANGED = await changedWorld(109, 40)
const READS = await readEdges(CHANGED)

let table: ReadonlyMap<string, readonly string[]>

beforeAll(async () => {
  table = await faultTable(CHANGED, READS, sample(TROUBLES))
}, 240_000)

describe('scan with trouble at a read', () => {
  test('has our own reads to go wrong, and those of clients', () => {
    for (const side of ['ours', 'theirs'] as const)
      for (const edge of ['business/business_users', 'root/debug_token'])
        expect(READS).toContainEqual({ edge, side })
    expect(READS.length).toBeGreaterThanOrEqual(30)
  })

  test.each(READS.map(nameOf))('takes nothing for missing, writes nothing and does the rest: %s', (name) => {
    expect(table.get(name)).toEqual([])
  })
})
