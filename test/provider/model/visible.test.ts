import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasLetter, hasOneScript, isVisible, oddCharacter } from '../../../provider/model/visible.ts'

const INVISIBLE = [
  '\u200B',
  '\u2060',
  '\u00AD',
  '\uFEFF',
  '\u3164',
  '\u2800',
  '\u202E',
  '\u061C',
  '\u{E0041}',
  '\u0007',
]

describe('isVisible', () => {
  it.each(INVISIBLE)('refuses %j wherever it stands', (char) => {
    for (const text of [`${char}ana`, `an${char}a`, `ana${char}`]) expect(isVisible(text)).toBe(false)
  })

  it('takes letters, digits and signs of any script', () => {
    for (const text of ['Ana Pérez', 'Ольга', '佐藤 花子', 'مريم', 'OPS-12 #4 | €'])
      expect(isVisible(text)).toBe(true)
  })
})

describe('hasOneScript', () => {
  it.each([
    'Ana Pérez',
    'Ольга Brandt',
    '佐藤 Hanako',
    'ソニーSony',
    'Αθήνα',
    'OPS-412',
    '삼성 TV',
    '12 / 3',
  ])('takes %j', (text) => {
    expect(hasOneScript(text)).toBe(true)
  })

  it.each(['\u0430na', 'Yаn', 'ОPS-1', 'Αna', 'p\u0430ypal.example'])(
    'refuses %j, a word of two scripts',
    (text) => {
      expect(hasOneScript(text)).toBe(false)
    },
  )
})

describe('hasLetter', () => {
  it('wants something that can be read', () => {
    for (const text of ['', ' ', '...', '\u200B', '\u3164', '\u2800']) expect(hasLetter(text)).toBe(false)
    for (const text of ['a', '7', '花', 'é']) expect(hasLetter(text)).toBe(true)
  })
})

describe('oddCharacter', () => {
  it('names the one that nobody sees first, then the one beyond ASCII in a word', () => {
    expect(oddCharacter('é\u200B')).toBe('U+200B')
    expect(oddCharacter('\u0430na@northlight.example')).toBe('U+0430')
    expect(oddCharacter('Ana Pérez')).toBeUndefined()
  })

  it('finds nothing in plain text, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => oddCharacter(text) === undefined))
  })
})
