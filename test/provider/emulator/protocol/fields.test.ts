import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GraphFailure } from '../../../../provider/emulator/protocol/failure.ts'
import {
  formatFields,
  parseFields,
  type FieldSelection,
} from '../../../../provider/emulator/protocol/fields.ts'

const word = fc.stringMatching(/^[a-z_]{1,8}$/)
const { items } = fc.letrec<{ items: FieldSelection[]; item: FieldSelection }>((tie) => ({
  items: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
  item: fc.record({
    name: word,
    args: fc.dictionary(word, fc.stringMatching(/^[\w[\]",]{0,8}$/), { maxKeys: 2 }),
    fields: fc.option(tie('items'), { nil: undefined, depthIdentifier: 'fields', maxDepth: 3 }),
  }),
}))

describe('parseFields', () => {
  test('reads names, arguments and nested fields', () => {
    expect(parseFields('id, assigned_users.limit(5).business(9){id,tasks}')).toEqual([
      { name: 'id', args: {}, fields: undefined },
      {
        name: 'assigned_users',
        args: { limit: '5', business: '9' },
        fields: [
          { name: 'id', args: {}, fields: undefined },
          { name: 'tasks', args: {}, fields: undefined },
        ],
      },
    ])
  })

  test('reads back whatever formatFields writes', () => {
    fc.assert(
      fc.property(items, (any) => {
        expect(parseFields(formatFields(any))).toEqual(any)
      }),
    )
  })

  test.each(['id{', 'id)', 'a.limit(3', 'a.{id}', 'a{id}}'])('refuses %s with code 2500', (text) => {
    expect(() => parseFields(text)).toThrow(GraphFailure)
    try {
      parseFields(text)
    } catch (error) {
      expect((error as GraphFailure).facts.code).toBe(2500)
    }
  })
})
