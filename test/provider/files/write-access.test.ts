import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeAccessFiles } from '../../../provider/files/write-access.ts'

const ACME = 'access/clients/acme.yaml'
const BLOOM = 'access/clients/bloom.yaml'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'metagrant-write-'))
  await mkdir(join(root, 'access/clients'), { recursive: true })
  await writeFile(join(root, ACME), 'old\n')
})
afterEach(() => rm(root, { recursive: true }))

describe('writeAccessFiles', () => {
  test('writes files, new ones too, and leaves nothing else behind', async () => {
    await chmod(join(root, ACME), 0o640)
    const files = [
      { path: ACME, before: 'old\n', text: 'new\n' },
      { path: BLOOM, before: undefined, text: 'bloom\n' },
    ]
    expect(await writeAccessFiles(root, files)).toEqual([])
    expect([await textOf(ACME), await textOf(BLOOM)]).toEqual(['new\n', 'bloom\n'])
    expect((await stat(join(root, ACME))).mode & 0o777).toBe(0o640)
    expect(await readdir(join(root, 'access/clients'))).toEqual(['acme.yaml', 'bloom.yaml'])
  })

  test('overwrites no file that is not what was read, and then writes none', async () => {
    const files = [
      { path: BLOOM, before: undefined, text: 'bloom\n' },
      { path: ACME, before: 'older\n', text: 'new\n' },
    ]
    expect(await codesOf(files)).toEqual(['FILE_CHANGED'])
    expect(await codesOf([{ path: ACME, before: undefined, text: 'new\n' }])).toEqual(['FILE_CHANGED'])
    expect(await codesOf([{ path: BLOOM, before: 'was\n', text: 'new\n' }])).toEqual(['FILE_CHANGED'])
    expect(await textOf(ACME)).toBe('old\n')
    expect(await readdir(join(root, 'access/clients'))).toEqual(['acme.yaml'])
  })

  test('follows no link out of access/, and one inside it to its target', async () => {
    await writeFile(join(root, 'outside.yaml'), 'old\n')
    await symlink(join(root, 'outside.yaml'), join(root, BLOOM))
    await symlink('acme.yaml', join(root, 'access/clients/same.yaml'))
    expect(await codesOf([{ path: BLOOM, before: 'old\n', text: 'new\n' }])).toEqual(['FILE_OUTSIDE'])
    expect(await codesOf([{ path: 'access/../up.yaml', before: undefined, text: 'x' }])).toEqual([
      'FILE_OUTSIDE',
    ])
    expect(await textOf('outside.yaml')).toBe('old\n')
    expect(await codesOf([{ path: 'access/clients/same.yaml', before: 'old\n', text: 'new\n' }])).toEqual([])
    expect(await textOf(ACME)).toBe('new\n')
  })

  test('follows no folder that is a link out of access/', async () => {
    await mkdir(join(root, 'elsewhere'))
    await symlink(join(root, 'elsewhere'), join(root, 'access/eu'))
    expect(await codesOf([{ path: 'access/eu/a.yaml', before: undefined, text: 'x' }])).toEqual([
      'FILE_OUTSIDE',
    ])
    expect(await readdir(join(root, 'elsewhere'))).toEqual([])
  })

  test('writes none when one cannot be written', async () => {
    const files = [
      { path: ACME, before: 'old\n', text: 'new\n' },
      { path: 'access/missing/a.yaml', before: undefined, text: 'x' },
    ]
    expect(await codesOf(files)).toEqual(['FILE_UNWRITABLE'])
    expect(await textOf(ACME)).toBe('old\n')
    expect(await readdir(join(root, 'access/clients'))).toEqual(['acme.yaml'])
  })

  test('writes none when a folder has the name of one', async () => {
    await mkdir(join(root, BLOOM))
    const files = [
      { path: ACME, before: 'old\n', text: 'new\n' },
      { path: BLOOM, before: undefined, text: 'x' },
    ]
    expect(await codesOf(files)).toEqual(['FILE_UNWRITABLE'])
    expect(await textOf(ACME)).toBe('old\n')
  })

  test('gives the first files their text back when a later one cannot take its place', async () => {
    const files = [
      { path: ACME, before: 'old\n', text: 'new\n' },
      { path: BLOOM, before: undefined, text: 'bloom\n' },
      { path: 'access/agency.yaml', before: undefined, text: 'agency\n' },
    ]
    const move = async (from: string, to: string): Promise<void> => {
      if (to.endsWith('agency.yaml')) throw Object.assign(new Error('no'), { code: 'EACCES' })
      await rename(from, to)
    }
    expect(await writeAccessFiles(root, files, move)).toMatchObject([{ code: 'FILE_UNWRITABLE' }])
    expect(await textOf(ACME)).toBe('old\n')
    expect(await readdir(join(root, 'access/clients'))).toEqual(['acme.yaml'])
    expect(await readdir(join(root, 'access'))).toEqual(['clients'])
  })
})

async function codesOf(files: Parameters<typeof writeAccessFiles>[1]): Promise<string[]> {
  return (await writeAccessFiles(root, files)).map(({ code }) => code)
}

function textOf(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8')
}
