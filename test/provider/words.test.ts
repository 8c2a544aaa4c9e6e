import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { bannedIn } from '../support/plain-words.ts'

/** Most texts of the emulator are Meta's own. */
const NOT_OURS = 'provider/emulator/'
const CODE = globSync(['provider/**/*.ts', 'policies/**/*.ts', '.github/scripts/**/*.ts']).filter(
  (path) => !path.startsWith(NOT_OURS),
)
const FORMS = globSync(['.github/**/*.yml'])

/** Keys of a form or a workflow whose text GitHub shows. */
const SHOWN: ReadonlySet<string> = new Set(['name', 'title', 'description', 'label', 'value', 'placeholder'])

describe('what a person reads has no banned word', () => {
  it('in the texts of the code', () => {
    const found = CODE.flatMap((path) =>
      textsIn(path).flatMap((text) => bannedIn(text).map((banned) => `${path}: ${banned} in: ${text}`)),
    )
    expect(CODE.length).toBeGreaterThan(300)
    expect(found).toEqual([])
  })

  it('in the forms, and the names of workflows, jobs and steps', () => {
    const found = FORMS.flatMap((path) =>
      shownIn(parse(readFileSync(path, 'utf8'))).flatMap((text) =>
        bannedIn(text).map((banned) => `${path}: ${banned} in: ${text}`),
      ),
    )
    expect(FORMS.length).toBeGreaterThan(10)
    expect(found).toEqual([])
    expect(bannedIn(readFileSync('.github/pull_request_template.md', 'utf8'))).toEqual([])
  })
})

/** Every literal of more than one word, without names of arguments and the sources that policy rules quote. */
function textsIn(path: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'source') return
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('"x"'))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true))
  return texts.filter((text) => /\S\s+\S/.test(text)).map((text) => text.replaceAll(/\{\w+/g, '{'))
}

function shownIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (SHOWN.has(key) ? [inner] : []) : shownIn(inner),
  )
}
