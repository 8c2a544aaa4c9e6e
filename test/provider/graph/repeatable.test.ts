import { expect, test } from 'vitest'
import { GraphApi } from '../../../provider/graph/api.ts'
import { scripted } from './support.ts'

test.each([
  ['POST', ['9', 'system_users'], undefined],
  ['POST', ['9', 'business_users'], undefined],
  ['POST', ['act_1', 'agencies'], undefined],
  ['POST', ['7'], undefined],
  ['POST', ['act_1', 'assigned_users'], true],
  ['DELETE', ['act_1', 'assigned_users'], true],
  ['DELETE', ['9', 'clients'], true],
  ['GET', ['act_1', 'assigned_users'], undefined],
] as const)('GraphApi says of %s %j whether it may be sent again: %s', async (method, path, expected) => {
  const { transport, asked } = scripted({ success: true })
  await new GraphApi(transport).call(method, path, {})
  expect(asked.map(({ repeatable }) => repeatable)).toEqual([expected])
})
