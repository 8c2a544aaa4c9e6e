import type { RawFile } from '../model/read/source.ts'
import { git } from './git.ts'

/** Files at each of some commits; missing ones are left out. One process reads them all. */
export async function readVersions(
  root: string,
  commits: readonly string[],
  paths: readonly string[],
): Promise<RawFile[][]> {
  const wanted = commits.flatMap((commit) => paths.map((path) => ({ commit, path })))
  const asked = wanted.map(({ commit, path }) => `${commit}:${path}\n`).join('')
  const objects = objectsIn(await git(root, ['cat-file', '--batch'], asked))
  return commits.map((_, index) =>
    paths.flatMap((path, place): RawFile[] => {
      const bytes = objects[index * paths.length + place]
      return bytes === undefined ? [] : [{ path, bytes }]
    }),
  )
}

/** `cat-file --batch` answers "<id> <type> <size>\n<bytes>\n", or "<the request> missing\n". Source: git(1). */
function objectsIn(output: Buffer): (Buffer | undefined)[] {
  const objects: (Buffer | undefined)[] = []
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at)
    const [, type, size] = output.toString('utf8', at, end).split(' ')
    const begin = end + 1
    at = type === 'blob' ? begin + Number(size) + 1 : begin
    objects.push(type === 'blob' ? output.subarray(begin, at - 1) : undefined)
  }
  return objects
}
