import { expect, test } from 'vitest'
import { inTurns } from '../../../provider/inventory/in-turns.ts'
import { cases } from '../../support/cases.ts'
import { FAULT_KINDS } from './fault-kinds.ts'
import { faultyRun } from './faulty-run.ts'
import { useShortWaits } from '../../support/short-waits.ts'

useShortWaits()

// Two thousand of them are `npm run torture` (docs/torture.md).
test('a run under any kind of fault gives nothing beyond the files, tells what it did not do, and is taken up', async () => {
  const seeds = Array.from({ length: cases(FAULT_KINDS.length) }, (_, seed) => seed)
  const runs = await inTurns(20, seeds, faultyRun)
  expect(runs.filter(({ broken }) => broken.length > 0)).toEqual([])
}, 120_000)
