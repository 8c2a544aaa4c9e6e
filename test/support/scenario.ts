import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAccessFiles } from '../../provider/files/read-access.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { buildModel } from '../../provider/model/build.ts'
import type { RawFile } from '../../provider/model/read/source.ts'

const SCENARIOS = fileURLToPath(new URL('../scenarios/', import.meta.url))

/** The repository's own access files are the example agency. */
const EXAMPLE = fileURLToPath(new URL('../../access/', import.meta.url))

/** The day of the scenarios. */
export const TODAY = '2026-11-24'

/** The folder of a scenario below test/scenarios. */
export function scenarioFolder(...names: readonly string[]): string {
  return join(SCENARIOS, ...names)
}

/** Makes a copy of the example agency's files in the folder. */
export async function copyExample(root: string): Promise<void> {
  await cp(EXAMPLE, join(root, 'access'), { recursive: true })
}

/** The findings for the example agency with the files of `folder` over it, read from a real folder. */
export async function findingsWith(folder?: string): Promise<Finding[]> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-'))
  try {
    await copyExample(root)
    if (folder !== undefined) await cp(folder, root, { recursive: true })
    const { files, findings } = await readAccessFiles(root)
    return [...findings, ...buildModel(files, TODAY).findings]
  } finally {
    await rm(root, { recursive: true })
  }
}

/** The files of the example agency, in the order in which they are read: the common ones, then those of the clients. */
export function exampleFiles(): RawFile[] {
  return ['', 'clients/']
    .flatMap((folder) => readdirSync(join(EXAMPLE, folder)).map((name) => `${folder}${name}`))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path: `access/${path}`, bytes: readFileSync(join(EXAMPLE, path)) }))
}

export function fileOf(path: string, text: string): RawFile {
  return { path, bytes: new TextEncoder().encode(text) }
}

/** The findings of these files; a later file replaces an earlier one of the same path. */
export function findingsOf(files: readonly RawFile[]): readonly Finding[] {
  return buildModel([...new Map(files.map((file) => [file.path, file])).values()], TODAY).findings
}
