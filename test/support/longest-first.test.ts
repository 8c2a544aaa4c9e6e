import { globSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'
import { longestFirst } from './longest-first.ts'
import { NEEDS_TOOLS } from './needs-tools.ts'

describe('longestFirst', () => {
  test('begins with the files of NEEDS_TOOLS in its order, and leaves the others as they are', () => {
    const files = [
      'test/words.test.ts',
      'test/workflows/harness.test.ts',
      'test/provider/cli/loop.test.ts',
      'test/docs/links.test.ts',
      'test/workflows/apply.test.ts',
    ]
    expect(longestFirst(files, (file) => file)).toEqual([
      'test/workflows/apply.test.ts',
      'test/provider/cli/loop.test.ts',
      'test/workflows/harness.test.ts',
      'test/words.test.ts',
      'test/docs/links.test.ts',
    ])
  })
})

describe('NEEDS_TOOLS', () => {
  const files = globSync('test/**/*.test.ts')

  test.each(NEEDS_TOOLS)('has a file for %s', (glob) => {
    const missing = expanded(glob).filter((one) => !files.some((file) => matchesGlob(file, one)))
    expect(missing).toEqual([])
  })
})

/** "a/{b,c}" as its two globs. */
function expanded(glob: string): string[] {
  const [all, list = ''] = /\{(.+)\}/.exec(glob) ?? []
  return all === undefined ? [glob] : list.split(',').map((one) => glob.replace(all, one))
}
