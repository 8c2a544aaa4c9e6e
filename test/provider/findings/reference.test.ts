import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { POLICY_RULES } from '../../../policies/rules/index.ts'
import { CATALOGUE } from '../../../provider/findings/catalogue.ts'
import { findingsReference } from '../../../provider/findings/reference.ts'

const FILE = fileURLToPath(new URL('../../../docs/findings.md', import.meta.url))

describe('findingsReference', () => {
  it('is docs/findings.md (vitest -u writes it again)', async () => {
    await expect(findingsReference(POLICY_RULES)).toMatchFileSnapshot(FILE)
  })

  it('has a row for every code and no other', () => {
    const rows = [...findingsReference(POLICY_RULES).matchAll(/^\| <a id="([\w-]+)"><\/a>`([\w-]+)` /gm)]
    expect(rows.map(([, , code]) => code ?? '').toSorted()).toEqual(Object.keys(CATALOGUE).toSorted())
    expect(rows.map(([, anchor]) => anchor)).toEqual(rows.map(([, , code]) => code?.toLowerCase()))
  })

  it('links the sources of a policy rule, an agency’s own documents too', () => {
    const page = findingsReference([
      {
        id: 'no-secrets',
        title: 'T',
        reason: 'R.',
        source: [
          'brief 5.1',
          'decisions "What ended goes, whoever gave it"',
          { title: 'Security | handbook', url: 'https://example.org/security' },
          { title: 'House rules', file: 'access/rules.md' },
        ],
      },
    ])
    expect(/_Source: (.*?)_ +\|/.exec(page)?.[1]?.split('), [')).toEqual([
      '[brief 5.1](brief.md#5.1',
      'decisions "What ended goes, whoever gave it"](decisions.md#what-ended-goes-whoever-gave-it',
      'Security \\| handbook](https://example.org/security',
      'House rules](../access/rules.md)',
    ])
  })

  it('has four cells in every row', () => {
    const rows = findingsReference(POLICY_RULES)
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(rows.filter((row) => row.split(/(?<!\\)\|/).length !== 6)).toEqual([])
  })
})
