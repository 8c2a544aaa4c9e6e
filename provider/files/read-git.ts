import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { RawFile } from '../model/read/source.ts'
import { git } from './git.ts'

/** The access files at a commit, branch or tag, or a finding when git does not know it. */
export async function readAccessFilesAt(root: string, ref: string): Promise<RawFile[] | Finding> {
  try {
    // A ref that begins with a hyphen would be an option to git.
    const commit = (
      await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    )
      .toString()
      .trim()
    const listing = await git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', 'access/'])
    const paths = listing
      .toString()
      .split('\0')
      .filter((path) => /\.ya?ml$/.test(path))
    const blobs = await git(
      root,
      ['cat-file', '--batch'],
      paths.map((path) => `${commit}:${path}\n`).join(''),
    )
    return contentsIn(blobs, paths)
  } catch {
    return finding('REF_UNKNOWN', { ref })
  }
}

/** `cat-file --batch` answers each object as "<id> <type> <size>\n<bytes>\n", in the order of the requests. */
function contentsIn(output: Buffer, paths: readonly string[]): RawFile[] {
  let at = 0
  return paths.map((path) => {
    const end = output.indexOf('\n', at)
    const size = Number(output.subarray(at, end).toString().split(' ')[2])
    const bytes = output.subarray(end + 1, end + 1 + size)
    at = end + 1 + size + 1
    return { path, bytes }
  })
}
