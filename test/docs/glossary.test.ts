import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { readPage } from './pages.ts'

type Row = { readonly word: string; readonly names: readonly string[] }

/** Every row of the glossary: its word, and the types and files that it names. */
function rows(): Row[] {
  return readPage('docs/glossary.md').tokens.flatMap((token) => {
    if (token.type !== 'table') return []
    return (token['rows'] as { text: string }[][]).map(([word, , code]) => ({
      word: word?.text ?? '',
      names: [...(code?.text ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    }))
  })
}

/**
 * Where each exported type is defined. The emulator is a program of its own that speaks Meta's words: what it defines
 * counts only where nothing else has the name.
 */
function definitions(): ReadonlyMap<string, readonly string[]> {
  const files = globSync(['provider/**/*.ts', 'policies/**/*.ts'], { cwd: REPOSITORY })
  const all = files.flatMap((file) => {
    const text = readFileSync(join(REPOSITORY, file), 'utf8')
    return [...text.matchAll(/^export (?:abstract )?(?:type|interface|class) (\w+)\b(?! *from)/gm)].map(
      ([, name = '']) => ({
        name,
        file,
      }),
    )
  })
  const byName = Map.groupBy(all, ({ name }) => name)
  return new Map(
    [...byName].map(([name, own]) => {
      const files = own.map(({ file }) => file)
      const ours = files.filter((file) => !file.startsWith('provider/emulator/'))
      return [name, ours.length === 0 ? files : ours]
    }),
  )
}

/** The name that a type of this word would have: "system user" is `SystemUser`. */
function typeNameOf(word: string): string {
  return word
    .split(/[ -]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}

/** What is wrong with a row: a name that is not there, or is there twice, or a type of the word that the row leaves out. */
function faultsOf({ word, names }: Row, defined: ReadonlyMap<string, readonly string[]>): string[] {
  const own = typeNameOf(word)
  return [
    ...(names.length === 0 ? [`"${word}" names neither a type nor a file`] : []),
    ...names.flatMap((name) => {
      if (name.includes('/'))
        return existsSync(join(REPOSITORY, name)) ? [] : [`"${word}": there is no ${name}`]
      const files = defined.get(name) ?? []
      if (files.length === 1) return []
      return [`"${word}": ${name} is defined ${files.length} times: ${files.join(', ')}`]
    }),
    ...(defined.has(own) && !names.includes(own)
      ? [
          `"${word}" leaves out ${own} of ${defined.get(own)?.join(', ')}: name it, or give the type another name`,
        ]
      : []),
  ]
}

describe('docs/glossary.md', () => {
  const glossary = rows()
  const defined = definitions()

  it.each(glossary.map((row) => [row.word, row] as const))('says what "%s" is in the code', (_, row) => {
    expect(faultsOf(row, defined)).toEqual([])
  })

  it('has each word once', () => {
    const words = glossary.map(({ word }) => word)
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    expect(words.length).toBeGreaterThan(40)
  })

  it('is read so that a wrong row shows', () => {
    const two = new Map([['Plan', ['a.ts', 'b.ts']]])
    expect(faultsOf({ word: 'plan', names: ['Plan'] }, two)).toEqual([
      '"plan": Plan is defined 2 times: a.ts, b.ts',
    ])
    expect(faultsOf({ word: 'plan', names: ['Draft'] }, two)).toHaveLength(2)
    expect(faultsOf({ word: 'plan', names: [] }, new Map())).toHaveLength(1)
  })
})
