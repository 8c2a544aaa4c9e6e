import { describe, expect, test } from 'vitest'
import { editYaml } from '../../../provider/edit/edit-yaml.ts'
import { edited, FILE, lines, refusedCode } from './support.ts'

describe('editYaml sets', () => {
  test('a scalar with the quotes, the spaces and the comment it had', () => {
    const text = lines("a:   'one' # first", 'b: "two"', 'c:', '    d:   2026-01-01   # day')
    expect(
      edited(
        text,
        { set: ['a'], value: 'x' },
        { set: ['b'], value: 'y' },
        { set: ['c', 'd'], value: '2026-12-31' },
      ),
    ).toBe(lines("a:   'x' # first", 'b: "y"', 'c:', '    d:   2026-12-31   # day'))
  })

  test('text that looks like something else in quotes, and numbers without', () => {
    const text = lines('a: x')
    expect(edited(text, { set: ['a'], value: '1001' })).toBe(lines('a: "1001"'))
    expect(edited(text, { set: ['a'], value: 1001 })).toBe(lines('a: 1001'))
    expect(edited(text, { set: ['a'], value: 'no: "#1"' })).toBe(lines(`a: 'no: "#1"'`))
    expect(edited(text, { set: ['a'], value: 'two\nlines' })).toBe(lines('a: "two\\nlines"'))
  })

  test('nothing where the value is the same, however it is written', () => {
    const text = lines('a: "9001"', 'b: {x: [1,2]}', 'c: |', '  text')
    expect(edited(text, { set: ['a'], value: 9001 }, { set: ['b'], value: { x: ['1', 2] } })).toBe(text)
  })

  test('only the keys of a mapping that differ', () => {
    const text = lines(
      'r: {  date: 2026-01-01,   by: "ana" } # q3',
      's:',
      '  # when',
      '  date: 1 # d',
      '  by: ana',
    )
    expect(
      edited(
        text,
        { set: ['r'], value: { date: '2026-11-24', by: 'ana' } },
        { set: ['s'], value: { date: '2', by: 'ana', note: 'x' } },
      ),
    ).toBe(
      lines(
        'r: {  date: 2026-11-24,   by: "ana" } # q3',
        's:',
        '  # when',
        '  date: "2" # d',
        '  by: ana',
        '  note: x',
      ),
    )
  })

  test('a key that is missing, at the end of its mapping and in its style', () => {
    const text = lines('a:', '    x: 1', '    # more to come', '', 'b: {y: 1}', '# end')
    expect(
      edited(
        text,
        { set: ['a', 'z'], value: 'new' },
        { set: ['b', 'z'], value: 'new' },
        { set: ['last_review'], value: { date: '2026-11-24', by: 'ana@northlight.example' } },
        { set: ['p', 'q'], value: 1 },
      ),
    ).toBe(
      lines(
        'a:',
        '    x: 1',
        '    z: new',
        '    # more to come',
        '',
        'b: {y: 1, z: new}',
        'last_review: { date: 2026-11-24, by: ana@northlight.example }',
        'p: { q: 1 }',
        '# end',
      ),
    )
  })

  test('a mapping where a word stood, and a word where a mapping stood', () => {
    const text = lines('flow: partner # c', 'other:', '  deep:', '    - 1', '    - 2', '  x: 1')
    const share = { until: '2026-12-01', reason: 'r'.repeat(80), migration: 'm'.repeat(40) }
    const changed = edited(text, { set: ['flow'], value: { direct_share: share } })
    expect(changed.startsWith(`flow: # c\n  direct_share:\n    until: 2026-12-01\n    reason: rrr`)).toBe(
      true,
    )
    expect(edited(text, { set: ['other', 'deep'], value: 'no' })).toBe(
      lines('flow: partner # c', 'other:', '  deep: no', '  x: 1'),
    )
  })
})

describe('editYaml appends', () => {
  const entry = { who: 'ana', asset: 'act_1', level: 'admin' }

  test('at the column and in the style of the entry above', () => {
    const text = lines(
      'e:',
      '    -   who: ben # b',
      '        asset: act_1',
      '        # deep',
      '    # former',
      'f:',
      '- { a: 1 }',
    )
    expect(edited(text, { append: ['e'], value: entry }, { append: ['f'], value: entry })).toBe(
      lines(
        'e:',
        '    -   who: ben # b',
        '        asset: act_1',
        '        # deep',
        '    -   who: ana',
        '        asset: act_1',
        '        level: admin',
        '    # former',
        'f:',
        '- { a: 1 }',
        '- { who: ana, asset: act_1, level: admin }',
      ),
    )
  })

  test('inside brackets, on a line of its own where the others have one', () => {
    const text = lines('a: [x, y] # c', 'b: [', '  x,', '  y # last', ']', 'c: []', 'd: [x,]')
    expect(
      edited(
        text,
        { append: ['a'], value: 'z' },
        { append: ['b'], value: 'z' },
        { append: ['c'], value: 'z' },
        { append: ['d'], value: 'z' },
      ),
    ).toBe(lines('a: [x, y, z] # c', 'b: [', '  x,', '  y, # last', '  z', ']', 'c: [z]', 'd: [x, z,]'))
  })

  test('to a list that is not there yet', () => {
    expect(edited(lines('a: 1', 'b:', 'c: []'), { append: ['x', 'y'], value: 'z' })).toBe(
      lines('a: 1', 'b:', 'c: []', 'x:', '  y: [z]'),
    )
    expect(edited(lines('a: 1', 'b: # none', 'c: []'), { append: ['b'], value: entry })).toBe(
      lines('a: 1', 'b: # none', '  - { who: ana, asset: act_1, level: admin }', 'c: []'),
    )
    expect(edited(lines('a: 1', 'c: []'), { append: ['c'], value: entry })).toBe(
      lines('a: 1', 'c:', '  - { who: ana, asset: act_1, level: admin }'),
    )
  })

  test('several in the order given', () => {
    expect(edited('a: [x]\n', { append: ['a'], value: 'y' }, { append: ['a'], value: 'z' })).toBe(
      'a: [x, y, z]\n',
    )
  })

  test('with the line breaks of the file, and without a last one where it had none', () => {
    expect(edited('a:\r\n  - x # c\r\nb: 1\r\n', { append: ['a'], value: 'y' })).toBe(
      'a:\r\n  - x # c\r\n  - y\r\nb: 1\r\n',
    )
    expect(edited('a:\n  - x', { append: ['a'], value: 'y' }, { set: ['b'], value: 1 })).toBe(
      'a:\n  - x\n  - y\nb: 1',
    )
  })
})

describe('editYaml and anchors', () => {
  const text = lines(
    'base: &people # all',
    '  - ana',
    '  - ben',
    'copy: *people',
    'deep: { of: &one x, and: *one }',
  )

  test('writes an alias out where only its own place changes', () => {
    expect(edited(text, { remove: ['copy', 1] })).toContain('copy: [ana]\n')
    expect(edited(text, { append: ['copy'], value: 'chloe' })).toContain('copy: [ana, ben, chloe]\n')
    expect(edited(text, { set: ['copy'], value: ['dev'] })).toContain('copy: [dev]\n')
  })

  test('refuses what would change or break the aliases elsewhere', () => {
    expect(refusedCode(text, { remove: ['base'] })).toBe('EDIT_SHARED')
    expect(refusedCode(text, { remove: ['base', 0] })).toBe('EDIT_SHARED')
    expect(refusedCode(text, { append: ['base'], value: 'x' })).toBe('EDIT_SHARED')
    expect(refusedCode(text, { remove: ['deep', 'of'] })).toBe('EDIT_SHARED')
  })

  test('removes an anchor together with its aliases', () => {
    expect(edited(text, { remove: ['base'] }, { remove: ['copy'] })).toBe(
      lines('deep: { of: &one x, and: *one }'),
    )
    expect(edited(text, { remove: ['deep'] })).toBe(text.replace(/deep.*\n/, ''))
  })

  test('keeps an anchor that nothing refers to', () => {
    expect(edited('a: &x\n  - 1\n  - 2\n', { remove: ['a', 0] }, { remove: ['a', 1] })).toBe('a: &x []\n')
  })
})

describe('editYaml refuses', () => {
  test('a text that is no sound document, with the file as address', () => {
    const result = editYaml(FILE, 'a: [', [{ set: ['a'], value: 1 }])
    expect(result).toMatchObject({ refused: { code: 'EDIT_UNSAFE', address: { file: FILE } } })
  })

  test('with the line of what it cannot change', () => {
    const result = editYaml(FILE, 'a: &x [1, 2]\nb:\n  c: 3\n  d: *x\n', [{ remove: ['a', 0] }])
    expect(result).toMatchObject({ refused: { code: 'EDIT_SHARED', address: { file: FILE, line: 1 } } })
  })

  test('to leave a file without anything', () => {
    expect(refusedCode('a: 1\n', { remove: ['a'] })).toBe('EDIT_UNSAFE')
  })
})
