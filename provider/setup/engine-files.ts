import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The engine's program. */
export const ENGINE = 'pulumi'

/** Starts the dynamic resources' host. Source: FACT, the engine looks for it by this name. */
export const DYNAMIC_HOST = 'pulumi-resource-pulumi-nodejs'

/** Starts a policy pack. Source: FACT, as above; elsewhere it comes with the language host. */
export const POLICY_HOST = 'pulumi-analyzer-policy-nodejs'

/** The first folder with a program of this name, as the shell would choose. */
export async function folderOf(program: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) if (await isProgram(join(folder, program))) return folder
  return undefined
}

/** The name of the engine or helper that these folders lack; undefined when all three are there. */
export async function missingIn(folders: readonly string[]): Promise<string | undefined> {
  for (const program of [ENGINE, DYNAMIC_HOST, POLICY_HOST]) {
    if ((await folderOf(program, folders)) === undefined) return program
  }
  return undefined
}

/** The folders of PATH, in its order. */
export function foldersOf(env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
}

/** Whether this user may start the file. */
export async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
