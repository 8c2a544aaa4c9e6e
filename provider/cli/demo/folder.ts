import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A repository of one's own to play in: the files are copies, the code is the real one; it is gone at the end. */
export type PlayFolder = AsyncDisposable & { readonly root: string }

/** `access` is the folder of access files to start from. */
export async function makePlayFolder(
  repository: string,
  access: string = join(repository, 'access'),
): Promise<PlayFolder> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-play-'))
  await cp(access, join(root, 'access'), { recursive: true })
  await cp(join(repository, 'Pulumi.yaml'), join(root, 'Pulumi.yaml'))
  // The program and the providers run in "provider", so the folder must be there; a link keeps it the code under test.
  for (const name of ['provider', 'policies', 'package.json', 'node_modules'])
    await symlink(join(repository, name), join(root, name))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}
