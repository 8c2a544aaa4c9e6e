import { z } from 'zod'
import type { Principal } from '../model/model.ts'
import { readSource, type RawFile } from '../model/read/source.ts'
import { readFileHistory } from './read-history.ts'
import { readVersions } from './read-versions.ts'

/**
 * Everybody to whom any version of a client's file on the main line gave access: its team and its exceptions. Empty
 * without a git history. What is not as a client's file has it names nobody.
 */
export async function formerlyNamed(root: string, path: string): Promise<ReadonlySet<Principal>> {
  const history = await readFileHistory(root, [path])
  if (history === undefined) return new Set()
  const commits = history.changes.map(({ commit }) => commit)
  const versions = await readVersions(root, commits, [path])
  return new Set(versions.flat().flatMap(namedIn))
}

/** A part of a version that no longer fits is left out: an older version of the format may have had it otherwise. */
const NAMES = z.object({
  team: z.record(z.string(), z.array(z.unknown()).catch([])).catch({}),
  exceptions: z.array(z.unknown()).catch([]),
})

const NAME = z.union([
  z.string(),
  z.object({ person: z.string() }).transform((one) => one.person),
  z.object({ system_user: z.string() }).transform((one) => one.system_user),
  z.object({ who: z.string() }).transform((one) => one.who),
])

function namedIn(version: RawFile): Principal[] {
  const read = readSource(version)
  const file = 'source' in read ? NAMES.safeParse(read.source.value).data : undefined
  const all = [...Object.values(file?.team ?? {}).flat(), ...(file?.exceptions ?? [])]
  return all.flatMap((one) => NAME.safeParse(one).data?.toLowerCase() ?? [])
}
