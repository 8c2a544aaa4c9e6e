import { describe, expect, test } from 'vitest'
import type { Edit } from '../../../provider/edit/edit.ts'
import { edited, lines } from './support.ts'

describe('editYaml removes', () => {
  const team = lines(
    '# the team',
    'team:',
    '  # buys media',
    '  - ana # left in May',
    '  - ben   # contractor',
    '',
    '  # the lead',
    '  - chloe',
    'last: 1',
  )

  test('an entry with the comments behind it and directly above it', () => {
    expect(edited(team, { remove: ['team', 0] })).toBe(
      lines('# the team', 'team:', '  - ben   # contractor', '', '  # the lead', '  - chloe', 'last: 1'),
    )
  })

  test('an entry and not the comment of its neighbour', () => {
    expect(edited(team, { remove: ['team', 1] })).toBe(team.replace('  - ben   # contractor\n', ''))
  })

  test('an entry, and one of the two blank lines around it', () => {
    expect(edited(team, { remove: ['team', 2] })).toBe(team.replace('  # the lead\n  - chloe\n', ''))
    const apart = lines('a: 1', '', 'b: 2', '', 'c: 3')
    expect(edited(apart, { remove: ['b'] })).toBe(lines('a: 1', '', 'c: 3'))
    expect(edited(apart, { remove: ['c'] })).toBe(lines('a: 1', '', 'b: 2'))
  })

  test('several entries by the indexes they have in the file as given', () => {
    expect(edited(team, { remove: ['team', 0] }, { remove: ['team', 2] })).toBe(
      lines('# the team', 'team:', '  - ben   # contractor', '', 'last: 1'),
    )
  })

  test('the last entry of a list and leaves it empty', () => {
    const all = [0, 1, 2].map((index): Edit => ({ remove: ['team', index] }))
    expect(edited(team, ...all)).toBe(lines('# the team', 'team: []', '', 'last: 1'))
  })

  test('an entry of a list in brackets with one comma', () => {
    const flow = lines('a: [ana, ben,  chloe] # all', 'b: { x: 1, y: 2 }')
    expect(edited(flow, { remove: ['a', 0] })).toContain('a: [ben,  chloe] # all\n')
    expect(edited(flow, { remove: ['a', 1] })).toContain('a: [ana, chloe] # all\n')
    expect(edited(flow, { remove: ['a', 2] })).toContain('a: [ana, ben] # all\n')
    expect(edited(flow, { remove: ['b', 'y'] })).toContain('b: { x: 1 }\n')
    expect(edited(flow, { remove: ['b', 'x'] }, { remove: ['b', 'y'] })).toContain('b: {}\n')
  })

  test('an entry of brackets over several lines with its own line', () => {
    const flow = lines('a: [', '  ana, # one', '  # two', '  ben, # two', '  chloe # three', ']')
    expect(edited(flow, { remove: ['a', 1] })).toBe(lines('a: [', '  ana, # one', '  chloe # three', ']'))
    expect(edited(flow, { remove: ['a', 2] })).toBe(
      lines('a: [', '  ana, # one', '  # two', '  ben, # two', ']'),
    )
  })

  test('a key on the line of its dash', () => {
    const list = lines(
      'l:',
      '  -   who: ana # her',
      '      level: admin',
      '  - a: 1',
      '    # about b',
      '    b: 2',
    )
    expect(edited(list, { remove: ['l', 0, 'who'] })).toContain('l:\n  -   level: admin\n')
    expect(edited(list, { remove: ['l', 1, 'a'] })).toContain('  -\n    # about b\n    b: 2\n')
  })

  test('nothing where there is nothing', () => {
    expect(edited(team, { remove: ['team', 9] }, { remove: ['nobody', 'here'] })).toBe(team)
  })

  test('the last lines of a file that ends without a line break, which it keeps ending without', () => {
    expect(edited('a: 1\nb:\n  c: 2\n  d: 3', { remove: ['b', 'd'] })).toBe('a: 1\nb:\n  c: 2')
  })
})
