import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { codeSpans, PAGES, readPage, type Page } from './pages.ts'

/** Where a page points to: links, pictures, and the sources of pictures in HTML. */
function targetsIn({ tokens }: Page): string[] {
  return tokens.flatMap((token) => {
    if (token.type === 'link' || token.type === 'image') return [token['href'] as string]
    if (token.type !== 'html') return []
    return [...token.raw.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, target = '']) => target)
  })
}

/** The names that a link to the page may end with: those of its headings, as GitHub makes them, and its own anchors. */
function anchorsIn({ tokens, text }: Page): Set<string> {
  const headings = tokens.flatMap((token) =>
    token.type === 'heading' ? [anchorOf(token['text'] as string)] : [],
  )
  const own = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)
  return new Set([...headings, ...own])
}

/** Source: LIVE-CLAIM, what GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

/** What is wrong with a target as seen from a page; undefined when it leads somewhere, or away from the repository. */
function faultOf(target: string, page: Page): string | undefined {
  if (/^(https?|mailto):/.test(target)) return undefined
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page.path : normalize(join(dirname(page.path), path))
  if (!existsSync(join(REPOSITORY, file))) return `${page.path}: there is no ${file}`
  if (anchor === undefined || anchorsIn(path === '' ? page : readPage(file)).has(anchor)) return undefined
  return `${page.path}: ${file} has no #${anchor}`
}

/** A path of the repository that a page names in backticks; not one with a gap to fill in (`<slug>`, `*`, `{a,b}`). */
const PATH = /^(?:provider|policies|test|docs|\.github)\/[\w./-]*$/

/** Pages that code and messages send a reader to: `docs/decisions.md, "State"` names a section of the page. */
function citations(): {
  readonly file: string
  readonly page: string
  readonly section: string | undefined
}[] {
  const files = globSync(['{provider,policies}/**/*.{ts,js,mjs,yaml}', '.github/**/*.{ts,yml}'], {
    cwd: REPOSITORY,
  })
  return files.flatMap((file) => {
    const text = readFileSync(join(REPOSITORY, file), 'utf8').replace(/\n *(?:\/\/|\*|#) ?/g, ' ')
    const found = text.matchAll(/\b(docs\/[\w-]+\.md|README\.md|CONTRIBUTING\.md)(?:, "([^"]+)")?/g)
    return [...found].map(([, page = '', section]) => ({ file, page, section }))
  })
}

describe('a citation in code', () => {
  it('is of a page and a section that exist', () => {
    const all = citations()
    const missing = all.filter(({ page, section }) => {
      if (!existsSync(join(REPOSITORY, page))) return true
      return section !== undefined && !anchorsIn(readPage(page)).has(anchorOf(section))
    })
    expect(missing).toEqual([])
    expect(all).toContainEqual({
      file: 'provider/engine/workspace.ts',
      page: 'docs/decisions.md',
      section: 'State',
    })
  })
})

describe('a page', () => {
  it.each(PAGES.map((page) => [page.path, page] as const))('%s links to what exists', (_, page) => {
    expect(targetsIn(page).flatMap((target) => faultOf(target, page) ?? [])).toEqual([])
  })

  it.each(PAGES.map((page) => [page.path, page] as const))('%s names paths that exist', (_, page) => {
    const missing = codeSpans(page).filter((span) => PATH.test(span) && !existsSync(join(REPOSITORY, span)))
    expect(missing).toEqual([])
  })

  it('is read with its links and its anchors', () => {
    const targets = PAGES.flatMap(targetsIn)
    expect(targets).toEqual(expect.arrayContaining(['docs/findings.md', 'CONTRIBUTING.md']))
    const page = readPage('README.md')
    expect(faultOf('docs/none.md', page)).toBe('README.md: there is no docs/none.md')
    expect(faultOf('docs/findings.md#none', page)).toBe('README.md: docs/findings.md has no #none')
    expect(faultOf('docs/findings.md#guard_asset_moved', page)).toBeUndefined()
  })
})
