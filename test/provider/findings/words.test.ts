import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finding } from '../../../provider/findings/catalogue.ts'
import type { Severity } from '../../../provider/findings/finding.ts'
import { brief, listed, nearestOf } from '../../../provider/findings/phrases.ts'
import { printable } from '../../../provider/findings/printable.ts'
import { templateText, wordsOf } from '../../../provider/findings/words.ts'

describe('wordsOf', () => {
  it('fills in the arguments', () => {
    expect(wordsOf(finding('KEY_MISSPELT', { key: 'biling', nearest: 'billing' }))).toEqual({
      text: 'Cannot use the key "biling" here: it is unknown',
      fix: 'Write "billing"',
    })
  })

  it.each([
    [1, 'Cannot change 1 client in one run as the limit is 10'],
    [12, 'Cannot change 12 clients in one run as the limit is 10'],
  ])('of %i uses the noun that fits the number', (count, text) => {
    expect(wordsOf(finding('GUARD_CLIENTS', { count, limit: 10 })).text).toBe(text)
  })

  it('does not fill in what an argument says', () => {
    expect(wordsOf(finding('KEY_MISSPELT', { key: '{nearest}', nearest: '$&' })).text).toContain(
      '"{nearest}"',
    )
    expect(wordsOf(finding('KEY_MISSPELT', { key: 'x', nearest: '$&' })).fix).toBe('Write "$&"')
  })

  it.each(['NO_SUCH_CODE', 'constructor', '__proto__'])('of the unknown code %s is the code', (code) => {
    expect(wordsOf({ code, severity: 'error', args: {} })).toEqual({ text: code, fix: '' })
  })

  it('cuts an argument of a page', () => {
    const { text } = wordsOf(finding('FILE_UNREADABLE', { file: 'a', reason: 'x'.repeat(50_000) }))
    expect(text.length).toBeLessThan(1100)
  })
})

describe('wordsOf a policy rule', () => {
  const args = { who: 'ben@northlight.example', asset: 'act_1' }
  const of = (severity: Severity, code = 'admin-only-by-exception') => wordsOf({ code, severity, args }).text

  it('refuses as an error, and advises once it is lowered', () => {
    const rest = 'make "ben@northlight.example" admin of act_1 by function: admin needs an exception'
    expect(of('error')).toBe(`Cannot ${rest}`)
    expect(of('warning')).toBe(`Should not ${rest}`)
  })

  it('leaves what really was refused as it is, whatever it weighs', () => {
    expect(of('note', 'FILE_UNREADABLE')).toMatch(/^Cannot /)
  })
})

describe('templateText', () => {
  it('shows names of arguments, with nouns in the plural', () => {
    expect(templateText('Cannot change {count client|clients} of {stack}', (name) => `<${name}>`)).toBe(
      'Cannot change <count> clients of <stack>',
    )
  })
})

describe('printable', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['a line break', 'a\nb', 'a\\u000ab'],
    ['a workflow command', 'x\r\n::set-env', 'x\\u000d\\u000a::set-env'],
    ['a mark that turns the direction', 'a\u202eb', 'a\\u202eb'],
    ['half a surrogate pair', 'a\ud800', 'a\ufffd'],
    ['a name in another script', 'Chloé 株式会社 👩‍🚀', 'Chloé 株式会社 👩‍🚀'],
  ])('of %s', (_name, text, expected) => {
    expect(printable(text)).toBe(expected)
  })

  it('leaves no control character in any text, and nothing to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/\p{Cc}/u)
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})

describe('nearestOf', () => {
  it.each([
    ['biling', ['billing', 'business'], 'billing'],
    ['nmae', ['name', 'partner'], 'name'],
    ['bn', ['ben'], 'ben'],
    ['dev', ['ben'], undefined],
    ['budget', ['billing', 'business'], undefined],
    ['x', [], undefined],
    ['a'.repeat(100_000), ['a'.repeat(100_001)], undefined],
  ])('of %.20s among %j is %s', (word, candidates, nearest) => {
    expect(nearestOf(word, candidates)).toBe(nearest)
  })

  it('of a candidate is the candidate', () => {
    const words = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1 })
    fc.assert(
      fc.property(words, fc.nat(), (candidates, at) => {
        const word = candidates[at % candidates.length] ?? ''
        expect(nearestOf(word, candidates)).toBe(word)
      }),
    )
  })
})

describe('listed', () => {
  it.each([
    [[], 'none'],
    [['a'], '"a"'],
    [['a', 'b'], '"a", "b"'],
    [['a', 'b', 'c'], '"a", "b" and 1 more'],
  ])('of %j at most two is %s', (names, words) => {
    expect(listed(names, 2)).toBe(words)
  })
})

describe('brief', () => {
  it('keeps 60 characters and cuts the 61st', () => {
    expect(brief('x'.repeat(60))).toBe('x'.repeat(60))
    expect(brief('x'.repeat(61))).toBe(`${'x'.repeat(60)}...`)
  })
})
