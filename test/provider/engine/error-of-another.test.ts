import { expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { codes, makeWorkplace } from '../../support/workplace.ts'

test(
  'a stack that fails stops no other that is applied beside it, and its error is not the error of that',
  { timeout: 120_000 },
  async () => {
    const faults: FaultInput[] = [
      { match: { method: 'POST', path: '/act_1001/' }, outcome: { error: { code: 100 } } },
      // So that the other stack is still at work when the first one fails.
      { match: { method: 'POST', path: '/act_1201/' }, times: 1, outcome: { delay: 2500 } },
    ]
    await using place = await makeWorkplace({ faults })
    const result = await place.json('apply', 'acme', 'corner')
    expect([result.exit, new Set(codes(result))]).toEqual([1, new Set(['GRAPH_REFUSED'])])
    expect((await place.json('preview', 'corner')).exit).toBe(0)
  },
)
