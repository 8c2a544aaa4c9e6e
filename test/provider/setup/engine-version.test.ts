import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serves, versionOf } from '../../../provider/setup/engine-version.ts'
import { envWith, tempFolder } from './support.ts'

describe('serves', () => {
  it.each([
    ['3.259.0', true],
    ['3.259.1', true],
    ['3.270.0', true],
    ['3.258.9', false],
    ['3.99.0', false],
    ['4.0.0', false],
    ['2.999.0', false],
  ])('%s for 3.259.0: %s', (version, expected) => {
    expect(serves(version, '3.259.0')).toBe(expected)
  })

  it('holds for one of two versions of one major version, and for both only if they are equal', () => {
    const version = fc.tuple(fc.nat(400), fc.nat(400)).map(([minor, patch]) => `3.${minor}.${patch}`)
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(serves(a, b) || serves(b, a)).toBe(true)
        expect(serves(a, b) && serves(b, a)).toBe(a === b)
      }),
    )
  })
})

describe('versionOf', () => {
  it.each([
    ['echo v3.259.0', '3.259.0'],
    ['echo 3.260.1-alpha.7', '3.260.1'],
    ['echo hello', undefined],
    ['echo v3.259.0; exit 1', undefined],
  ])('of a program that does "%s"', async (script, expected) => {
    await using folder = await tempFolder()
    const path = await folder.program('pulumi', script)
    expect(await versionOf(`${path}/pulumi`, envWith())).toBe(expected)
  })

  it('is undefined when there is no such program', async () => {
    await using folder = await tempFolder()
    expect(await versionOf(`${folder.path}/pulumi`, envWith())).toBeUndefined()
  })
})
