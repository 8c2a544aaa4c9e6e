import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { readModel } from '../../../provider/files/read-model.ts'
import { commitAccess } from '../../support/git.ts'

const TODAY = '2026-11-24'
const AGENCY = 'access/agency.yaml'
const ACME = 'access/clients/acme.yaml'

async function makeFolder() {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-read-model-'))
  await cp(join(REPOSITORY, 'access'), join(root, 'access'), { recursive: true })
  return {
    root,
    edit: async (path: string, change: (text: string) => string) =>
      writeFile(join(root, path), change(await readFile(join(root, path), 'utf8'))),
    found: async () =>
      (await readModel(root, TODAY)).built.findings.map(({ code, args }) => `${code} ${args['who']}`),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

const withoutAna = (text: string): string => text.replace(/.*ana@northlight.*\n/, '')

describe('readModel', () => {
  test('tells once that there is no access folder, as in a folder below the root', async () => {
    const { built } = await readModel(join(REPOSITORY, 'access'), TODAY)
    expect(built).toMatchObject({ findings: [{ code: 'FILE_MISSING', args: { file: 'access' } }] })
    expect(built.findings).toHaveLength(1)
  })

  test('tells who left agency.yaml by its history, before the removal is committed and long after it', async () => {
    await using folder = await makeFolder()
    commitAccess(folder.root)
    await folder.edit(AGENCY, withoutAna)
    const left = 'PERSON_LEFT ana@northlight.example'
    expect(await folder.found()).toEqual([left, left, left])
    commitAccess(folder.root)
    await folder.edit(AGENCY, (text) => `# Later\n${text}`)
    commitAccess(folder.root)
    expect(await folder.found()).toEqual([left, left, left])
  })

  test('keeps somebody an error who was never listed, whatever longer name was', async () => {
    await using folder = await makeFolder()
    commitAccess(folder.root)
    await folder.edit(ACME, (text) => text.replace('ana@northlight.example', 'na@northlight.example'))
    expect(await folder.found()).toEqual(['PERSON_UNKNOWN na@northlight.example'])
  })

  test('calls nobody a leaver where there is no history', async () => {
    await using folder = await makeFolder()
    await folder.edit(AGENCY, withoutAna)
    const unknown = 'PERSON_UNKNOWN ana@northlight.example'
    expect(await folder.found()).toEqual([unknown, unknown, unknown])
  })
})
