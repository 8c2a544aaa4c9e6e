import { CLIENTS_FOLDER, slugIn } from '../model/access-files.ts'
import { git } from './git.ts'

/**
 * The clients whose files listed one of these ids in any commit. Undefined where git cannot tell: without a history, or
 * in a shallow clone.
 */
export async function onceListing(root: string, ids: readonly string[]): Promise<string[] | undefined> {
  try {
    const shallow = await git(root, ['rev-parse', '--is-shallow-repository'])
    if (shallow.toString().trim() !== 'false') return undefined
    const pattern = `(^|[^0-9a-z_])(${ids.join('|')})([^0-9]|$)`
    const args = ['log', '--format=', '--name-only', '-z', '--no-renames', '-E', `-G${pattern}`]
    const paths = (await git(root, [...args, 'HEAD', '--', CLIENTS_FOLDER])).toString().split('\0')
    return [...new Set(paths.flatMap((path) => slugIn(path.trim()) ?? []))]
  } catch {
    return undefined
  }
}
