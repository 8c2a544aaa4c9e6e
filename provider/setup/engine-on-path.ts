import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ENGINE, folderOf, foldersOf, missingIn } from './engine-files.ts'
import { serves, versionOf } from './engine-version.ts'

export type OnPath = { readonly path: string; readonly version: string }

/**
 * The engine on PATH, or why it cannot be used: there is none, it is too old, or it lacks its helpers (an engine of `go
 * build` alone). Helpers are looked for on PATH and beside the engine. Source: FACT, so does the engine.
 */
export async function engineOnPath(env: NodeJS.ProcessEnv, wanted: string): Promise<OnPath | string> {
  const folders = foldersOf(env)
  const path = await folderOf(ENGINE, folders)
  if (path === undefined) return 'there is none on PATH'
  const version = await versionOf(join(path, ENGINE), env)
  if (version === undefined) return `the one in ${path} does not start`
  if (!serves(version, wanted)) return `the one in ${path} is ${version}`
  const missing = await missingIn([...folders, dirname(await realpath(join(path, ENGINE)))])
  return missing === undefined ? { path, version } : `the one in ${path} comes without ${missing}`
}
