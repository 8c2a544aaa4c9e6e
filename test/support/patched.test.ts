import { describe, expect, it } from 'vitest'
import { patched } from './patched.ts'

const TEXT = 'a: 1\nb: 2\nc: 1\nb: 2\n'

describe('patched', () => {
  it('changes, adds and takes away where the old lines are', () => {
    expect(patched(TEXT, '-a: 1\n+a: 3\n')).toBe('a: 3\nb: 2\nc: 1\nb: 2\n')
    expect(patched(TEXT, '@@\n c: 1\n+\n+d: 4\n@@\n-a: 1\n-b: 2\n')).toBe('c: 1\n\nd: 4\nb: 2\n')
  })

  it.each([
    ['lines that are not there', '-a: 2\n+a: 3\n'],
    ['lines that are there twice', '-b: 2\n'],
    ['no old lines', '+d: 4\n'],
    ['a line that is none of a diff', 'a: 1\n+d: 4\n'],
  ])('refuses %s', (_name, diff) => {
    expect(() => patched(TEXT, diff)).toThrow(/^Cannot/)
  })
})
