import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingsMarkdown } from '../../../../provider/findings/render/markdown.ts'
import { markdownText } from '../../../../provider/findings/render/markdown-text.ts'
import { anError, aWarning, hostile } from './support.ts'

function rows(markdown: string): string[] {
  return markdown.split('\n').filter((line) => /^\| (error|warning|note)/.test(line))
}

describe('findingsMarkdown', () => {
  test('is a row a finding, errors first, under a line that counts them', () => {
    const text = findingsMarkdown([aWarning('x'), anError('access/clients/acme.yaml'), aWarning('y')])
    expect(text.split('\n')[0]).toBe('1 error, 2 warnings')
    expect(rows(text).map((row) => row.split(' ').slice(1, 3))).toEqual([
      ['error', '`YAML_TAB`'],
      ['warning', '`ASSET_UNKNOWN_NOW`'],
      ['warning', '`ASSET_UNKNOWN_NOW`'],
    ])
    expect(rows(text)[0]).toContain('| access/clients/acme.yaml:3:5 |')
  })

  test('of nothing says so', () => {
    expect(findingsMarkdown([])).toBe('No findings\n')
  })

  test.each([
    ['rows', { rows: 5, characters: 100_000 }],
    ['characters', { rows: 1000, characters: 1200 }],
  ])('cuts by %s, never an error before a warning, and counts what it cut', (_name, limits) => {
    const findings = [...Array.from({ length: 50 }, (_, index) => aWarning(`w${index}`)), anError('a.yaml')]
    const text = findingsMarkdown(findings, limits)
    expect(rows(text)[0]).toContain('error')
    expect(text).toContain(`and ${51 - rows(text).length} more`)
    expect(rows(text).length).toBeLessThan(51)
  })

  test('fits a comment on GitHub, however many findings there are', () => {
    const findings = Array.from({ length: 5000 }, (_, index) => aWarning(`${'<'.repeat(900)}${index}`))
    expect(findingsMarkdown(findings).length).toBeLessThan(60_000)
  })

  test('keeps a hostile name within its cell', () => {
    const [row = ''] = rows(findingsMarkdown([hostile({ file: 'a|b.yaml', line: 1 })]))
    expect(row.split(/(?<!\\)\|/)).toHaveLength(6)
    expect(row).not.toMatch(/<(?!\/?span>)|(?<!\\)`code|@octo|#12|(?<!\\)\[x|:\/\/|www\.evil/)
  })
})

describe('markdownText', () => {
  test.each([
    ['a name', 'ACME - FR - Retargeting', 'ACME - FR - Retargeting'],
    ['an id', 'act_1001', String.raw`act\_1001`],
    ['an e-mail', 'ana@northlight.example', 'ana@northlight.example'],
    ['a name that calls somebody', '@octo/team (@x)', '@&#8203;octo/team (@&#8203;x)'],
    ['an issue', 'a/b#12', 'a/b#&#8203;12'],
    ['HTML', '<b>&', '&lt;b&gt;&amp;'],
    ['a line break', 'a\n| b', String.raw`a \| b`],
  ])('of %s', (_name, text, expected) => {
    expect(markdownText(text)).toBe(expected)
  })

  test('leaves no tag, no bar and no line break, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = markdownText(text).replaceAll('<span>$</span>', '$')
        expect(plain).not.toMatch(/[<>\n\r]|(?<!\\)(\\\\)*[|`]/)
      }),
    )
  })
})
