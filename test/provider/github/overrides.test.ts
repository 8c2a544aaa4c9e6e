import { expect, it } from 'vitest'
import { overridesInMessages } from '../../../provider/github/overrides.ts'

it('overridesInMessages reads the trailers of commits, the last one of a name', () => {
  const messages = [
    'Ben leaves\n\nHe goes in May.\n\nAllow-removals: 12\nallow-emptied: 1',
    'Chloe too\n\nAllow-removals: 14',
  ]
  expect(overridesInMessages(messages)).toEqual({ removals: 14, emptied: 1 })
})

it.each([
  ['in the middle of a text', 'Title\n\nAllow-removals: 12\n\nMore text'],
  ['of another name', 'Title\n\nAllow-everything: 12\nAllow-__proto__: 1'],
  ['without a number', 'Title\n\nAllow-removals: all\nAllow-removals: -1\nAllow-removals: 1e9'],
  ['within a line', 'Title\n\nSee Allow-removals: 12'],
])('overridesInMessages reads nothing %s', (_name, message) => {
  expect(overridesInMessages([message])).toEqual({})
})
