import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withClientTokens } from '../../../provider/workflows/client-tokens.ts'
import { isFork, parseEvent } from '../../../provider/workflows/event.ts'
import { packed, unpacked } from '../../../provider/workflows/packed.ts'

it('unpacked gives back what was packed, and nothing for no output', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unpacked(packed({ text }))).toEqual({ text })
    }),
  )
  expect([unpacked(''), unpacked(undefined)]).toEqual([undefined, undefined])
})

it('packed keeps a whole comment short enough for a variable', () => {
  const comment = Array.from(
    { length: 1000 },
    (_, at) => `| revoke | person-${at * 7919} | act_${at} |`,
  ).join('\n')
  expect(packed({ comment: comment.repeat(2) }).length).toBeLessThan(100_000)
})

it('withClientTokens makes a variable of each line, and hides each token', () => {
  const hidden: string[] = []
  const env = withClientTokens(
    { META_CLIENT_TOKENS: ' corner = abc=d \nnothing\n=x\nbig-shop=efg\n' },
    (one) => hidden.push(one),
  )
  expect(env).toMatchObject({ META_CLIENT_TOKEN_CORNER: 'abc=d', META_CLIENT_TOKEN_BIG_SHOP: 'efg' })
  expect(hidden).toEqual(['abc=d', 'efg'])
})

it.each([
  ['acme/access', false],
  ['eve/access', true],
  [undefined, true],
])('isFork of a head in %s is %s', (full_name, expected) => {
  const repo = full_name === undefined ? null : { full_name }
  const pull_request = { number: 7, head: { sha: 'a', repo }, base: { sha: 'b', ref: 'main' } }
  expect(isFork(parseEvent(JSON.stringify({ pull_request })), 'acme/access')).toBe(expected)
})
