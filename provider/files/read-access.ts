import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import {
  AGENCY_FILE,
  CLIENTS_FOLDER,
  FUNCTIONS_FILE,
  PACKAGES_FILE,
  POLICY_FILE,
} from '../model/access-files.ts'
import type { RawFile } from '../model/read/source.ts'

type ReadFiles = { readonly files: readonly RawFile[]; readonly findings: readonly Finding[] }

/** Reads every access file under `root`. An unreadable file is a finding; a missing one is left out. */
export async function readAccessFiles(root: string): Promise<ReadFiles> {
  const clients = await attempt(CLIENTS_FOLDER, () => clientFiles(root), [])
  const paths = [AGENCY_FILE, FUNCTIONS_FILE, PACKAGES_FILE, POLICY_FILE, ...clients.value]
  const read = await Promise.all(
    paths.map((path) => attempt(path, async () => [{ path, bytes: await readFile(join(root, path)) }], [])),
  )
  return {
    files: read.flatMap(({ value }) => value),
    findings: [clients, ...read].flatMap(({ findings }) => findings),
  }
}

/** Every YAML file below the folder: the model reports misplaced files and wrong endings, so none is skipped here. */
async function clientFiles(root: string): Promise<string[]> {
  const names = await readdir(join(root, CLIENTS_FOLDER), { recursive: true })
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .map((name) => `${CLIENTS_FOLDER}${name.replaceAll(sep, '/')}`)
    .sort()
}

async function attempt<T>(
  file: string,
  read: () => Promise<T>,
  none: T,
): Promise<{ value: T; findings: Finding[] }> {
  try {
    return { value: await read(), findings: [] }
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return {
      value: none,
      findings: reason === 'ENOENT' ? [] : [finding('FILE_UNREADABLE', { file, reason }, { file })],
    }
  }
}
