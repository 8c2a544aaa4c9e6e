import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, walkTokens, type Token } from 'marked'
import { REPOSITORY } from '../../provider/setup/repository.ts'

/** A document of the repository, as a reader has it: its text and what Markdown makes of it. */
export type Page = {
  /** Below the root: "docs/audit.md". */
  readonly path: string
  readonly text: string
  readonly tokens: readonly Token[]
}

/** Every page that people read as a document. */
export const PAGES: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('docs/*.md', { cwd: REPOSITORY }),
]
  .toSorted()
  .map(readPage)

/** The page at a path below the root. */
export function readPage(path: string): Page {
  const text = readFileSync(join(REPOSITORY, path), 'utf8')
  const tokens: Token[] = []
  void walkTokens(lexer(text), (token) => void tokens.push(token))
  return { path, text, tokens }
}

/** What stands in backticks within a sentence or a cell of a table. */
export function codeSpans({ tokens }: Page): string[] {
  return tokens.flatMap((token) => (token.type === 'codespan' ? [token.text as string] : []))
}

/** The lines of all blocks of code. */
export function codeLines({ tokens }: Page): string[] {
  return tokens.flatMap((token) => (token.type === 'code' ? (token.text as string).split('\n') : []))
}
