import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { locate, readSource } from '../../../../provider/model/read/source.ts'
import { fileOf } from '../../../support/scenario.ts'

/** Text, lists and mappings, as access files hold them; an empty list or mapping is not an empty text. */
const value = fc.letrec<{ any: unknown; text: string; list: unknown[]; mapping: Record<string, unknown> }>(
  (tie) => ({
    any: fc.oneof({ depthSize: 'small' }, tie('text'), tie('list'), tie('mapping')),
    text: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('no', '0123', '1e3', '2026-10-05', '~', '', '<<', '#'),
    ),
    list: fc.array(tie('any'), { maxLength: 4 }),
    mapping: fc.dictionary(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((key) => key !== '__proto__'),
      tie('any'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  }),
).mapping

describe('readSource', () => {
  it('reads back what was written, whatever the style', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('block', 'flow'), fc.boolean(), (written, style, quoted) => {
        fc.pre(Object.keys(written).length > 0)
        const text = stringify(written, {
          collectionStyle: style,
          defaultStringType: quoted ? 'QUOTE_DOUBLE' : 'PLAIN',
          aliasDuplicateObjects: false,
          lineWidth: 0,
        })
        expect(valueOf(text)).toEqual(written)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['every digit of an id', 'id: 90071992547409931234', { id: '90071992547409931234' }],
    ['leading zeros', 'id: 00100', { id: '00100' }],
    ['a date as text', 'name: 2026-10-05', { name: '2026-10-05' }],
    ['yes and no as text', '{ a: yes, b: no, c: on, d: true }', { a: 'yes', b: 'no', c: 'on', d: 'true' }],
    ['null as text', '{ a: null, b: ~, c: }', { a: 'null', b: '~', c: '' }],
    ['hexadecimal as text', 'name: 0x10', { name: '0x10' }],
    ['a merge key as a key', '<<: { a: 1 }', { '<<': { a: '1' } }],
    ['a byte order mark', '\ufeffa: 1', { a: '1' }],
    ['Windows line ends', 'a: 1\r\nb:\r\n  - x\r\n', { a: '1', b: ['x'] }],
    ['a leading document marker', '---\na: 1\n', { a: '1' }],
    [
      'aliases of honest size',
      'a: &team [x, y]\nb: *team\nc: [*team, &team z, *team]',
      { a: ['x', 'y'], b: ['x', 'y'], c: [['x', 'y'], 'z', 'z'] },
    ],
    ['keys of Object.prototype', 'constructor: 1\ntoString: 2', { constructor: '1', toString: '2' }],
  ])('keeps %s', (_name, text, expected) => {
    expect(valueOf(text)).toEqual(expected)
  })

  it('takes aliases up to the limit and no further', () => {
    const anchor = `a: &a [${Array(99).fill('x').join(', ')}]\n`
    const uses = (count: number): string => `${anchor}b: [${Array(count).fill('*a').join(', ')}]\n`
    expect(codesOf(uses(100))).toEqual([])
    expect(codesOf(uses(101))).toEqual(['YAML_ALIAS_BOMB'])
  })

  it('takes 50 levels and no more', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(codesOf(nested(50))).toEqual([])
    expect(codesOf(nested(51))).toEqual(['YAML_TOO_DEEP'])
  })

  it('tells every duplicate key at once', () => {
    expect(codesOf('a: 1\na: 2\nb: { c: 1, c: 2 }\n')).toEqual(['YAML_DUPLICATE_KEY', 'YAML_DUPLICATE_KEY'])
  })
})

describe('locate', () => {
  const source = sourceOf(
    'top:\n  - { id: one, list: [x, y] }\n  - &anchor\n    id: two\nempty:\nagain: *anchor\n',
  )

  it.each([
    ['a value', ['top', 0, 'id'], undefined, 2, 11],
    ['an entry of a list', ['top', 0, 'list', 1], undefined, 2, 26],
    ['a key', ['top', 0], 'list', 2, 16],
    ['a key without a value, by the key', ['empty'], undefined, 5, 1],
    ['an alias', ['again'], undefined, 6, 8],
    ['what stands behind an alias, in its anchor', ['again', 'id'], undefined, 4, 9],
    ['the nearest parent of what is missing', ['top', 0, 'name', 'first'], undefined, 2, 5],
    ['the mapping when the key is missing', ['top', 0], 'name', 2, 5],
    ['nothing of Object.prototype', ['constructor'], undefined, 1, 1],
  ])('finds %s', (_name, path, key, line, column) => {
    expect(locate(source, path, key)).toEqual({ file: 'a.yaml', line, column })
  })
})

function sourceOf(text: string) {
  const read = readSource(fileOf('a.yaml', text))
  if ('findings' in read) throw new Error(`Cannot read the text: ${JSON.stringify(read.findings)}`)
  return read.source
}

function valueOf(text: string): unknown {
  return sourceOf(text).value
}

function codesOf(text: string): string[] {
  const read = readSource(fileOf('a.yaml', text))
  return 'findings' in read ? read.findings.map(({ code }) => code) : []
}
