import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary repository: its access files are copies, its code is linked. Disposing of it deletes it. */
export type PlayFolder = AsyncDisposable & { readonly root: string }

/** `access` is the folder of access files to copy. */
export async function makePlayFolder(
  repository: string,
  access: string = join(repository, 'access'),
): Promise<PlayFolder> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-play-'))
  await cp(access, join(root, 'access'), { recursive: true })
  await cp(join(repository, 'Pulumi.yaml'), join(root, 'Pulumi.yaml'))
  // Program and providers run in "provider", so the folder must exist; a link keeps the code under test.
  for (const name of ['provider', 'policies', 'package.json', 'node_modules'])
    await symlink(join(repository, name), join(root, name))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}
