/** A text of the repository, with its path from the root. */
export type Text = { readonly path: string; readonly text: string }

/** The documents that code cites, as Markdown. */
export type Documents = { readonly [K in 'brief' | 'graph-api' | 'decisions']: string }

type Section = { readonly marks: ReadonlySet<string> }

const MARKS = ['FACT', 'LIVE-CLAIM', 'TESTED', 'INFERENCE', 'BACKGROUND']
const MARK = new RegExp(`\\b(?:${MARKS.join('|')})\\b`, 'g')

/** `graph-api 1.5`, `brief 5.1 and 7`: the document, and its sections. */
const SECTIONS = /\b(graph-api|brief) (\d+(?:\.\d+)*(?:(?:, | and )\d+(?:\.\d+)*)*)/g
const HEADING = /\bdecisions(?:\.md,)? "([^"$(<]+)"/g
/** A section of graph-api beside a certainty that goes further than it: `FACT (graph-api 4.1`, `graph-api 4.1 (FACT`. */
const CLAIM =
  /\b(FACT|LIVE-CLAIM) \(?graph-api (\d+(?:\.\d+)*)|\bgraph-api (\d+(?:\.\d+)*)(?:,| \()? ?(FACT|LIVE-CLAIM)/g

/** Citations in another form. */
const OTHER_FORMS: readonly (readonly [RegExp, string])[] = [
  [/(?<![/\w-])graph-api(?![\w.-]*\.md)(?! (?:\d|<|\$\{))/, 'cites graph-api without a section'],
  [/\bgraph-api\.md \d/, 'cites a section of graph-api.md: write "graph-api <section>"'],
  [/\bbrief: ?["'“«]/, 'quotes the brief: write "brief <section>"'],
  [/\bissues? \d/i, 'cites an issue: its requirement belongs to docs/decisions.md'],
  [/\b(?:FACT|LIVE-CLAIM|INFERENCE)\b,? \(?\d\.\d\b/, 'cites a section without its document'],
  [
    /(?<!(?:graph-api|and|\d,) )\b\d\.\d,? \(?(?:FACT|LIVE-CLAIM|INFERENCE)\b/,
    'cites a section without its document',
  ],
]

/** `path:line: fault` for each citation of a missing section or heading, or in another form. */
export function citationFaults(texts: readonly Text[], documents: Documents): string[] {
  const sections = { brief: sectionsOf(documents.brief), 'graph-api': sectionsOf(documents['graph-api']) }
  const headings = new Set(headingsOf(documents.decisions))
  return texts.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        [
          ...OTHER_FORMS.filter(([form]) => form.test(line)).map(([, fault]) => fault),
          ...missingSections(line, sections),
          ...missingHeadings(line, headings),
          ...boldClaims(line, sections['graph-api']),
        ].map((fault) => `${path}:${index + 1}: ${fault}`),
      ),
  )
}

function missingSections(
  line: string,
  sections: { readonly [K in 'brief' | 'graph-api']: ReadonlyMap<string, Section> },
): string[] {
  return [...line.matchAll(SECTIONS)].flatMap(([, document, list = '']) => {
    const known = sections[document as keyof typeof sections]
    const missing = list.split(/, | and /).filter((section) => !known.has(section))
    return missing.map((section) => `docs/${document}.md has no section ${section}`)
  })
}

function missingHeadings(line: string, headings: ReadonlySet<string>): string[] {
  const cited = [...line.matchAll(HEADING)].map(([, heading = '']) => heading)
  return cited
    .filter((heading) => !headings.has(heading))
    .map((heading) => `docs/decisions.md has no heading "${heading}"`)
}

/** A FACT needs a FACT in its section, a LIVE-CLAIM either of them. What the caller infers is its own. */
function boldClaims(line: string, sections: ReadonlyMap<string, Section>): string[] {
  return [...line.matchAll(CLAIM)].flatMap(([, before, cited, citedFirst, after]) => {
    const [mark, section] = [before ?? after ?? '', cited ?? citedFirst ?? '']
    const enough = mark === 'FACT' ? ['FACT'] : ['FACT', 'LIVE-CLAIM']
    const { marks } = sections.get(section) ?? { marks: new Set(enough) }
    return enough.some((one) => marks.has(one))
      ? []
      : [`docs/graph-api.md holds no ${mark} in section ${section}`]
  })
}

/** The numbered sections of a document, with the certainty marks in each. */
function sectionsOf(markdown: string): Map<string, Section> {
  const sections = new Map<string, Section>()
  for (const part of markdown.split(/^(?=#{2,} )/m)) {
    const number = /^#{2,} (\d+(?:\.\d+)*) /.exec(part)?.[1]
    const last = [...sections.keys()].at(-1)
    const section = number ?? last
    if (section === undefined) continue
    const marks = new Set([...(sections.get(section)?.marks ?? []), ...(part.match(MARK) ?? [])])
    sections.set(section, { marks })
  }
  return sections
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#{2,} (.+)$/gm)].map(([, heading = '']) => heading)
}

/**
 * `line: fault` for each block (point, row of a table, paragraph) below the first numbered heading that lacks a
 * certainty mark, or a source that its mark requires. Code blocks and paragraphs in italics make no claims.
 */
export function factFaults(markdown: string): string[] {
  const links = new Set([...markdown.matchAll(/^\[([^\]]+)\]: \S/gm)].map(([, label = '']) => label))
  return blocksOf(markdown).flatMap(({ line, text }) => {
    const marks = text.match(MARK) ?? []
    const plain = text.replace(/`[^`]*`/g, '')
    const labels = [...plain.matchAll(/\[([^\]]+)\](?!\()/g)].map(([, label = '']) => label)
    const unknown = labels.filter((label) => !links.has(label))
    const wantsSource = marks.some((mark) => mark !== 'INFERENCE' && mark !== 'BACKGROUND')
    const hasSource = labels.length > 0 || /\]\(|\bpublic (?:repositor|file|code)/.test(plain)
    return [
      ...(marks.length === 0 ? ['has no certainty mark'] : []),
      ...(wantsSource && !hasSource ? ['names no source'] : []),
      ...unknown.map((label) => `links to [${label}], which the end of the page does not have`),
    ].map((fault) => `${line}: ${fault}: ${text.slice(0, 60)}`)
  })
}

type Block = { readonly line: number; readonly text: string }

function blocksOf(markdown: string): Block[] {
  const lines = markdown.replace(/^```[^]*?^```$/gm, (code) => code.replace(/[^\n]/g, '')).split('\n')
  const start = lines.findIndex((line) => /^## \d/.test(line))
  const blocks: Block[] = []
  for (const [index, line] of lines.entries()) {
    if (index < start || /^(?:#|<a id|\[[^\]]+\]: |\| ?-+ ?\||_|$)/.test(line)) continue
    if (line.startsWith('|') && /^\| ?-/.test(lines[index + 1] ?? '')) continue
    const before = lines[index - 1] ?? ''
    const goesOn = before !== '' && !line.startsWith('|') && !line.startsWith('- ')
    const last = blocks.at(-1)
    if (goesOn && last !== undefined && !isItalic(lines, index))
      blocks[blocks.length - 1] = { line: last.line, text: `${last.text} ${line.trim()}` }
    else if (!goesOn) blocks.push({ line: index + 1, text: line })
  }
  return blocks
}

/** Whether a line is within a paragraph that begins with "_". */
function isItalic(lines: readonly string[], index: number): boolean {
  const from = lines.slice(0, index).lastIndexOf('') + 1
  return lines[from]?.startsWith('_') === true
}
