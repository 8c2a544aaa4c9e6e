import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unifiedDiff } from '../../../provider/edit/unified-diff.ts'

describe('unifiedDiff', () => {
  test('shows what goes and comes, with three lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
    expect(unifiedDiff('x.yaml', before, before.replace('e\n', 'E\nE2\n'))).toBe(
      '--- a/x.yaml\n+++ b/x.yaml\n@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E\n+E2\n f\n g\n h\n',
    )
  })

  test('is empty for the same text, and knows a new file and a missing last line break', () => {
    expect(unifiedDiff('x', 'a\n', 'a\n')).toBe('')
    expect(unifiedDiff('x', undefined, 'a\n')).toBe('--- /dev/null\n+++ b/x\n@@ -0,0 +1,1 @@\n+a\n')
    expect(unifiedDiff('x', 'a', 'a\n')).toBe(
      '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
    )
  })

  test('makes of the first text the second when git applies it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'metagrant-diff-'))
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 })
      .map((all) => all.join('\n'))
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== after && before !== '' && after !== '')
          writeFileSync(join(folder, 'x'), before)
          execFileSync('git', ['apply', '--unsafe-paths', '-'], {
            cwd: folder,
            input: unifiedDiff('x', before, after),
            stdio: ['pipe', 'ignore', 'pipe'],
          })
          expect(readFileSync(join(folder, 'x'), 'utf8')).toBe(after)
        }),
        { numRuns: 60 },
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
