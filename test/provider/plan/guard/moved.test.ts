import { expect, test } from 'vitest'
import { buildModel } from '../../../../provider/model/build.ts'
import { movedIn } from '../../../../provider/plan/guard/moved.ts'
import { planFrom } from '../../../../provider/plan/plan.ts'
import { exampleFiles, TODAY } from '../../../support/scenario.ts'
import { AGENCY, codes } from './support.ts'

const { model } = buildModel(exampleFiles(), TODAY)
if (model === undefined) throw new Error('The example has no model')
const PIXEL = { kind: 'pixel', id: '3001', name: 'ACME | Web' } as const
const LEFT = [{ asset: PIXEL, dropped: true, people: {} }]
const ASKED = {
  for: 'client-unshare',
  asset: PIXEL,
  subject: { partner: AGENCY },
  wanted: undefined,
} as const
const NOTHING = { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined }

function planOf(stack: string, waiting: readonly (typeof ASKED)[]) {
  return planFrom(stack, [
    { asset: PIXEL, recorded: true, at: undefined, comparison: { ...NOTHING, waiting } },
  ])
}

test('an asset has moved when a stack would give it up, or ask the client to end its share, and another file lists it', () => {
  const moved = movedIn(planOf('bloom', [ASKED]), LEFT, model)
  expect(moved.map(({ to, at }) => [to, at?.file])).toEqual([['acme', 'access/clients/acme.yaml']])
  expect(codes({ moved })).toEqual(['GUARD_ASSET_MOVED'])
})

test.each([
  ['its own file lists it', 'acme', [ASKED], LEFT],
  ['there is nothing to take away', 'bloom', [], LEFT],
  ['it stays', 'bloom', [ASKED], [{ ...LEFT[0], asset: PIXEL, dropped: false, people: {} }]],
])('an asset has not moved when %s', (_, stack, waiting, standings) => {
  expect(movedIn(planOf(stack, waiting), standings, model)).toEqual([])
})
