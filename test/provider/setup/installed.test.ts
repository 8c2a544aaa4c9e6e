import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isInstalled } from '../../../provider/setup/installed.mjs'
import { ROOT, tempFolder } from './support.ts'

type Packages = Record<
  string,
  { version?: string; optional?: boolean; dependencies?: Record<string, string> }
>

const MANIFEST = { dependencies: { a: '1.0.0', b: '2.0.0' } }
const WANTED: Packages = {
  '': MANIFEST,
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0' },
  'node_modules/only-mac': { version: '3.0.0', optional: true },
}
const INSTALLED: Packages = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }

async function answer(installed: Packages | undefined, manifest: object = MANIFEST): Promise<boolean> {
  await using folder = await tempFolder()
  const write = (name: string, value: object) => writeFile(join(folder.path, name), JSON.stringify(value))
  await write('package.json', manifest)
  await write('package-lock.json', { packages: WANTED })
  await mkdir(join(folder.path, 'node_modules'))
  if (installed !== undefined) await write('node_modules/.package-lock.json', { packages: installed })
  return isInstalled(folder.path)
}

describe('isInstalled', () => {
  it('holds for the installation that this test runs in', () => {
    expect(isInstalled(ROOT)).toBe(true)
  })

  it('holds with and without the packages of other platforms, in any order of keys', async () => {
    expect(await answer(INSTALLED)).toBe(true)
    expect(await answer({ 'node_modules/only-mac': { version: '3.0.0' }, ...INSTALLED })).toBe(true)
    expect(await answer(INSTALLED, { dependencies: { b: '2.0.0', a: '1.0.0' }, scripts: { x: 'y' } })).toBe(
      true,
    )
  })

  it.each<[string, Packages | undefined]>([
    ['no finished installation', undefined],
    ['a package missing', { 'node_modules/a': { version: '1.0.0' } }],
    ['a package of another version', { ...INSTALLED, 'node_modules/b': { version: '1.9.9' } }],
    [
      'an optional package of another version',
      { ...INSTALLED, 'node_modules/only-mac': { version: '1.0.0' } },
    ],
    ['a package too many', { ...INSTALLED, 'node_modules/c': { version: '1.0.0' } }],
  ])('does not hold with %s', async (_, installed) => {
    expect(await answer(installed)).toBe(false)
  })

  it('does not hold when package.json asks for something else than the lock', async () => {
    expect(await answer(INSTALLED, { dependencies: { a: '1.0.0', b: '2.0.1' } })).toBe(false)
    expect(await answer(INSTALLED, { ...MANIFEST, devDependencies: { c: '1.0.0' } })).toBe(false)
  })

  it('does not hold when there is no lock', async () => {
    await using folder = await tempFolder()
    expect(isInstalled(folder.path)).toBe(false)
  })
})
