import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENGINE_VERSION } from '../../../provider/setup/engine.ts'
import { DYNAMIC_HOST, ENGINE, POLICY_HOST } from '../../../provider/setup/engine-files.ts'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export type Folder = AsyncDisposable & {
  readonly path: string
  /** Puts a shell script there, makes it a program, and answers with its folder. */
  readonly program: (name: string, script?: string) => Promise<string>
}

/** A folder that goes at the end of the test. */
export async function tempFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'metagrant-setup-'))
  return {
    path,
    program: (name, script = '') => writeProgram(join(path, name), script),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

async function writeProgram(file: string, script: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return dirname(file)
}

/** Puts what looks like an engine into `below`, and answers with its folder. Any of the three files may be left out. */
export async function fakeEngine(
  folder: Folder,
  below: string,
  { version = ENGINE_VERSION, without = '' } = {},
): Promise<string> {
  const scripts = { [ENGINE]: `echo v${version}`, [DYNAMIC_HOST]: '', [POLICY_HOST]: '' }
  for (const [name, script] of Object.entries(scripts)) {
    if (name !== without) await folder.program(join(below, name), script)
  }
  return join(folder.path, below)
}

/** An environment whose PATH has these folders only, so that nothing of this machine is found. */
export function envWith(...folders: readonly string[]): NodeJS.ProcessEnv {
  return { PATH: folders.join(':') }
}

/** Flags that make a Node something else than it is: an older version, or one whose fetch finds no network. */
function pretending(script: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(script)}`
}

export const OLD_NODE = pretending(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })",
)
export const NO_NETWORK = pretending(
  "globalThis.fetch = () => Promise.reject(new Error('the network is closed'))",
)
