import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAccessFiles } from '../../../provider/files/read-access.ts'
import { copyExample } from '../../support/scenario.ts'

const COMMON = ['access/agency.yaml', 'access/functions.yaml', 'access/packages.yaml', 'access/policy.yaml']
const CLIENTS = ['access/clients/acme.yaml', 'access/clients/bloom.yaml', 'access/clients/corner.yaml']

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'metagrant-'))
  await copyExample(root)
})
afterEach(async () => {
  await rm(root, { recursive: true })
})

describe('readAccessFiles', () => {
  it('reads the common files and every client, in one order', async () => {
    const { files, findings } = await readAccessFiles(root)
    expect(findings).toEqual([])
    expect(files.map(({ path }) => path)).toEqual([...COMMON, ...CLIENTS])
  })

  it('leaves a missing file out for the model to tell', async () => {
    await rm(join(root, 'access/packages.yaml'))
    await rm(join(root, 'access/clients'), { recursive: true })
    const { files, findings } = await readAccessFiles(root)
    expect(findings).toEqual([])
    expect(files.map(({ path }) => path)).toEqual(COMMON.filter((path) => path !== 'access/packages.yaml'))
  })

  it('reads YAML files of another ending and in folders, so that none goes unnoticed, and no other files', async () => {
    await mkdir(join(root, 'access/clients/eu'))
    const names = ['delta.yml', 'ECHO.YAML', 'eu/fox.yaml', 'notes.md', 'golf.yaml.bak', '.gitkeep']
    await Promise.all(names.map((name) => writeFile(join(root, 'access/clients', name), 'x: 1\n')))
    const { files } = await readAccessFiles(root)
    const clients = files.map(({ path }) => path).filter((path) => !COMMON.includes(path))
    expect(clients).toEqual(
      [
        ...CLIENTS,
        'access/clients/delta.yml',
        'access/clients/ECHO.YAML',
        'access/clients/eu/fox.yaml',
      ].toSorted(),
    )
  })

  it('tells what is a folder and reads the rest', async () => {
    await mkdir(join(root, 'access/clients/delta.yaml'))
    const { files, findings } = await readAccessFiles(root)
    const file = 'access/clients/delta.yaml'
    expect(findings).toMatchObject([
      { code: 'FILE_UNREADABLE', args: { file, reason: 'EISDIR' }, address: { file } },
    ])
    expect(files).toHaveLength(7)
  })

  it('tells when the folder of the clients is none, rather than seeing no client', async () => {
    await rm(join(root, 'access/clients'), { recursive: true })
    await writeFile(join(root, 'access/clients'), '')
    const { findings } = await readAccessFiles(root)
    expect(findings).toMatchObject([
      { code: 'FILE_UNREADABLE', args: { file: 'access/clients/', reason: 'ENOTDIR' } },
    ])
  })

  it('tells a file that cannot be opened, here because a folder has its name', async () => {
    await rm(join(root, 'access/agency.yaml'))
    await mkdir(join(root, 'access/agency.yaml'))
    const { findings } = await readAccessFiles(root)
    expect(findings).toMatchObject([
      { code: 'FILE_UNREADABLE', args: { file: 'access/agency.yaml', reason: 'EISDIR' } },
    ])
  })
})
