import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { EDGES, edgeTable } from '../../../provider/emulator/edges/table.ts'
import { answersOf } from '../../../provider/emulator/protocol/empty-list.ts'
import { hasRowField } from '../../../provider/emulator/protocol/row-fields.ts'
import { coverageReference } from '../../../provider/emulator/spec/coverage-reference.ts'
import { coverage } from '../../../provider/emulator/spec/coverage.ts'
import { specEdges, SPEC_LABELS } from '../../../provider/emulator/spec/spec.ts'
import { NOT_EMULATED } from '../../../provider/emulator/protocol/failures.ts'
import { asking, CLIENT, small } from './support.ts'

const FILE = fileURLToPath(new URL('../../../docs/emulator.md', import.meta.url))

describe('coverage', () => {
  test('has every served edge and every edge of the spec exactly once', () => {
    const rows = coverage()
    const key = ({ node, method, edge }: { node: string; method: string; edge: string }) =>
      `${node} ${method} ${edge}`
    const wanted = [
      ...EDGES.map(({ label, method, edge }) => key({ node: label, method, edge })),
      ...SPEC_LABELS.flatMap((node) => specEdges(node).map((edge) => `${node} ${edge}`)),
    ]
    expect(rows.map(key).sort()).toEqual([...new Set(wanted)].sort())
    expect(new Set(rows.map(key)).size).toBe(rows.length)
  })

  test('says of each marked edge how certain it is', () => {
    const marked = coverage().filter(({ state }) => state === 'marked')
    expect(marked.length).toBeGreaterThan(0)
    for (const { why } of marked) expect(why).toMatch(/^(FACT|LIVE-CLAIM|INFERENCE|BACKGROUND)/)
  })

  test('is what docs/emulator.md says', async () => {
    const text = await format(coverageReference(), { ...(await resolveConfig(FILE)), parser: 'markdown' })
    await expect(text).toMatchFileSnapshot(FILE)
  })
})

/** A node of each kind in SMALL, by Meta's name. */
const AT: Readonly<Record<string, string>> = {
  AdAccount: 'act_1001',
  AdsPixel: '2001',
  Page: '3001',
  InstagramBusinessAsset: '4001',
  ProductCatalog: '5001',
  WhatsAppBusinessAccount: '6101',
  Business: CLIENT,
  BusinessUser: '7201',
}

describe('an edge that is not emulated', () => {
  const open = coverage().filter(({ state, node, edge }) => {
    return state === 'not-emulated' && AT[node] !== undefined && !edge.includes('/')
  })

  test('says so, whatever it is', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    expect(open.length).toBeGreaterThan(50)
    for (const { node, method, edge } of open) {
      const { outcome } = await ask(method, `${AT[node] ?? ''}${edge === '' ? '' : `/${edge}`}`)
      expect([node, method, edge, outcome]).toEqual([node, method, edge, String(NOT_EMULATED)])
    }
  })
})

describe('the rows of a list', () => {
  const lists = EDGES.filter(({ method, edge, node }) => method === 'GET' && edge !== '' && node !== 'root')

  test.each(lists.map((edge) => [`${edge.label}/${edge.edge}`, edge] as const))(
    '%s have a type that a list without rows knows',
    (_name, edge) => {
      const label = answersOf(edge) ?? ''
      const known =
        edgeTable.typeOf(label) ?? edge.answers ?? (SPEC_LABELS.includes(label) ? label : undefined)
      expect(known).toBeDefined()
    },
  )

  test('have fields of their own that a list without rows knows', async () => {
    await using emulator = await small()
    const ask = asking(emulator, emulator.tokens['client'])
    const { body } = await ask('GET', 'act_1001/agencies')
    const extra = Object.keys((body as { data: object[] }).data[0] ?? {}).filter(
      (name) => !['id', 'name'].includes(name),
    )
    expect(extra.filter((name) => !hasRowField('agencies', name))).toEqual([])
    expect(extra.length).toBeGreaterThan(1)
  })
})
