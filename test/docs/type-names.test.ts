import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'

/** The names of types and classes that several files define, each with these files. */
function definedTwice(files: ReadonlyMap<string, string>): Record<string, string[]> {
  const names = [...files].flatMap(([file, text]) =>
    [...text.matchAll(/^(?:export )?(?:type|interface|(?:abstract )?class) ([A-Z]\w*)/gm)].map(
      ([, name = '']) => [name, file] as const,
    ),
  )
  const byName = Map.groupBy(names, ([name]) => name)
  return Object.fromEntries(
    [...byName].filter(([, own]) => own.length > 1).map(([name, own]) => [name, own.map(([, file]) => file)]),
  )
}

// One name has one meaning: whoever reads `Target` finds one definition, whatever file it is read in.
test('every type is defined in one file', () => {
  const paths = globSync('{provider,policies,.github/scripts}/**/*.ts', { cwd: REPOSITORY })
  expect(paths.length).toBeGreaterThan(500)
  const files = new Map(paths.map((path) => [path, readFileSync(join(REPOSITORY, path), 'utf8')]))
  expect(definedTwice(files)).toEqual({})
})

test('definedTwice names the files that define the same type, exported or not', () => {
  const files = new Map([
    ['a.ts', 'export type Plan = {}\ntype Row = []\n'],
    ['b.ts', 'class Plan {}\n// type Row = []\n'],
    ['c.ts', 'export abstract class Plan {}\n  type Row = []\n'],
  ])
  expect(definedTwice(files)).toEqual({ Plan: ['a.ts', 'b.ts', 'c.ts'] })
})
