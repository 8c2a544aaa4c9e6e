import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { citationFaults, factFaults, type Documents, type Text } from '../support/citations.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What speaks of citations, wrong ones too. */
const OWN = ['test/docs/citations.test.ts', 'test/support/citations.ts']

const DOCUMENTS: Documents = {
  brief: textAt('docs/brief.md').text,
  'graph-api': textAt('docs/graph-api.md').text,
  decisions: textAt('docs/decisions.md').text,
}

function textsIn(...folders: readonly string[]): Text[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && /\.(?:ts|mjs|js|md|yml|yaml)$/.test(one.name))
        .map((one) => join(one.parentPath, one.name).slice(ROOT.length)),
    )
    .filter((path) => !OWN.includes(path))
    .map(textAt)
}

function textAt(path: string): Text {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') }
}

describe('citations', () => {
  it('cite sections and headings that are there', () => {
    const pages = ['README.md', 'CONTRIBUTING.md'].map(textAt)
    const texts = [...textsIn('provider', 'policies', '.github', 'test', 'docs', 'access'), ...pages]
    expect(texts.length).toBeGreaterThan(500)
    expect(citationFaults(texts, DOCUMENTS)).toEqual([])
  })
})

describe('citationFaults', () => {
  const documents: Documents = {
    brief: '# B\n\n## 5 Templates\n\n### 5.1 The table\n',
    'graph-api':
      '# G\n\n## 1.2 Edges\n\n- **FACT** a\n\n### More\n\n## 9 Open\n\n- **INFERENCE** b\n- **LIVE-CLAIM** c\n',
    decisions: '# D\n\n## Limits\n',
  }

  it.each([
    '/** Source: graph-api 1.2 (FACT). */',
    '/** FACT (graph-api 1.2); INFERENCE, graph-api 9. */',
    '// graph-api 1.2 and 9: LIVE-CLAIM (graph-api 9).',
    "source: ['brief 5.1', 'decisions \"Limits\"'],",
    '// The Graph API (docs/graph-api.md), https://example.org/docs/graph-api/x, brief(text), 24 issues',
    '// docs/decisions.md, "Limits"',
    '// Node 24.1 (FACT, run on the engine); pulumi 3.259.0',
  ])('takes %s', (text) => {
    expect(citationFaults([{ path: 'a.ts', text }], documents)).toEqual([])
  })

  it.each([
    ['/** graph-api 1.9 */', 'docs/graph-api.md has no section 1.9'],
    ['// graph-api 1.2, 1.3 and 9', 'docs/graph-api.md has no section 1.3'],
    ['// brief 6', 'docs/brief.md has no section 6'],
    ['\'decisions "Limit"\'', 'docs/decisions.md has no heading "Limit"'],
    ['// docs/decisions.md, "Gone"', 'docs/decisions.md has no heading "Gone"'],
    ['// graph-api section 1.2', 'cites graph-api without a section'],
    ['// graph-api.md 1.2', 'cites a section of graph-api.md: write "graph-api <section>"'],
    ['source: \'brief: "moindre privilège"\'', 'quotes the brief: write "brief <section>"'],
    ['// issue 4: at most 14 days', 'cites an issue: its requirement belongs to docs/decisions.md'],
    ['/** FACT 4.3. */', 'cites a section without its document'],
    ['// agrees (4.9, FACT)', 'cites a section without its document'],
    ['/** FACT (graph-api 9) */', 'docs/graph-api.md holds no FACT in section 9'],
    ['/** graph-api 9, FACT */', 'docs/graph-api.md holds no FACT in section 9'],
  ])('finds what is wrong with %s', (line, fault) => {
    expect(citationFaults([{ path: 'a.ts', text: `\n${line}` }], documents)).toEqual([`a.ts:2: ${fault}`])
  })
})

describe('the documents', () => {
  it.each(['brief', 'graph-api'] as const)('%s has an anchor above each section, for links', (name) => {
    const numbers = [...DOCUMENTS[name].matchAll(/^#{2,} (\d[\d.]*) /gm)].map(([, number]) => number)
    const anchored = [...DOCUMENTS[name].matchAll(/^<a id="([\d.]+)"><\/a>\n\n#{2,} \1 /gm)]
    expect(numbers.length).toBeGreaterThan(10)
    expect(anchored.map(([, number]) => number)).toEqual(numbers)
  })
})

describe('docs/graph-api.md', () => {
  it('says of every line how certain it is, and where it can be read', () => {
    expect(factFaults(DOCUMENTS['graph-api'])).toEqual([])
  })
})

describe('factFaults', () => {
  const page = (body: string) => `# G\n\nText.\n\n## 1 S\n\n${body}\n\n[spec]: https://example.org\n`

  it.each([
    '- **FACT** a\n  b [spec]\n- **INFERENCE** c',
    '| A | Certainty |\n| - | --------- |\n| x | INFERENCE |',
    '_About the table\nbelow._\n\n- **LIVE-CLAIM** seen by a public repository',
    '- **INFERENCE** as below:\n\n```json\n{ "no": "mark" }\n```',
    '- **BACKGROUND** a `["list"]`',
  ])('takes %j', (body) => {
    expect(factFaults(page(body))).toEqual([])
  })

  it.each([
    ['- a', '7: has no certainty mark: - a'],
    ['- **FACT** a [spec]\n- b\n  c', '8: has no certainty mark: - b c'],
    ['Plain words.', '7: has no certainty mark: Plain words.'],
    ['| A | C |\n| - | - |\n| x | FACT, [spec] |\n| y | |', '10: has no certainty mark: | y | |'],
    ['- **FACT** a', '7: names no source: - **FACT** a'],
    [
      '- **TESTED** a [gone]',
      '7: links to [gone], which the end of the page does not have: - **TESTED** a [gone]',
    ],
  ])('finds what is wrong with %j', (body, fault) => {
    expect(factFaults(page(body))).toEqual([fault])
  })
})
