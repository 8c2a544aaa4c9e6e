import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { describe, expect, it, test } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { arrowsInMap, arrowsOf, differences, downward, type FileImport } from './support/folder-map.ts'

async function importsOfThis(): Promise<FileImport[]> {
  const { output } = await cruise(['provider', 'policies', '.github/scripts'], {
    baseDir: REPOSITORY,
    includeOnly: String.raw`^(provider|policies|\.github)/`,
    // An import of a type is an arrow as well: whoever changes the type has to know.
    tsPreCompilationDeps: true,
  })
  const { modules } = output as ICruiseResult
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
  )
}

describe('the folder map of CONTRIBUTING.md', async () => {
  const imports = await importsOfThis()
  const map = arrowsInMap(readFileSync(join(REPOSITORY, 'CONTRIBUTING.md'), 'utf8'))

  it('is looked at with all imports of the repository', () => {
    expect(imports.length).toBeGreaterThan(1000)
    expect(imports).toContainEqual({ from: 'provider/index.ts', to: 'provider/engine/program.ts' })
  })

  it('draws the arrows that the imports make, and no other', () => {
    expect(differences(map, arrowsOf(imports))).toEqual([])
  })

  it('has arrows that all point up, and so no circle', () => {
    expect(downward(map)).toEqual([])
  })

  it('lets nobody but cli know the emulator', () => {
    const users = imports.filter(({ to }) => to.startsWith('provider/emulator/')).map(({ from }) => from)
    expect(users.filter((from) => !/^provider\/(emulator|cli)\//.test(from))).toEqual([])
  })
})

const MAP = ['| `provider/a/` | one | b, .github |', '| `policies/` | two | a |'].join('\n')

test('arrowsInMap reads a row a folder', () => {
  expect(arrowsInMap(MAP)).toEqual(
    new Map([
      ['a', new Set(['b', '.github'])],
      ['policies', new Set(['a'])],
    ]),
  )
})

test('differences names an import that is not drawn, and an arrow that no import needs', () => {
  const imports = arrowsOf([
    { from: 'provider/a/x.ts', to: 'provider/b/y.ts' },
    { from: 'policies/x.ts', to: 'provider/b/y.ts' },
    { from: 'provider/a/x.ts', to: 'provider/a/z/y.ts' },
  ])
  expect(differences(arrowsInMap(MAP), imports)).toEqual([
    'policies imports b, which the map does not draw',
    'the map draws a -> .github, which no import needs',
    'the map draws policies -> a, which no import needs',
  ])
})

test('downward names the arrows of a circle that cannot point up, in whatever order the rows are', () => {
  const rows = (...lines: string[]) => arrowsInMap(lines.join('\n'))
  expect(downward(rows('| `a/` | |  |', '| `b/` | | a |'))).toEqual([])
  expect(downward(rows('| `b/` | | a |', '| `a/` | |  |'))).toEqual(['b -> a'])
  expect(downward(rows('| `a/` | | b |', '| `b/` | | a |'))).toEqual(['a -> b'])
})
