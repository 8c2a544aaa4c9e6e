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

  it('has four cells in every row', () => {
    const rows = findingsReference(POLICY_RULES)
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(rows.filter((row) => row.split(/(?<!\\)\|/).length !== 6)).toEqual([])
  })
})
