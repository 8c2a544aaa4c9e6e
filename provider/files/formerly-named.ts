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

/**
 * By the id of an asset: everybody to whom another file gave access while it listed the asset, as a file of one of these
 * Businesses. A client that was renamed, split or merged has its history there.
 */
export async function formerlyNamedElsewhere(
  root: string,
  paths: readonly string[],
  businesses: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<Principal>>> {
  const named = new Map<string, Set<Principal>>()
  const history = paths.length === 0 ? undefined : await readFileHistory(root, paths)
  if (history === undefined) return named
  const commits = history.changes.map(({ commit }) => commit)
  for (const version of (await readVersions(root, commits, paths)).flat()) {
    const { business, also_businesses: more, assets } = homeIn(version)
    if (![business, ...more].some((one) => businesses.includes(one))) continue
    const who = namedIn(version)
    for (const id of assets) named.set(id, new Set([...(named.get(id) ?? []), ...who]))
  }
  return named
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

const ID = z.object({ id: z.string() }).transform(({ id }) => id)

/** Where a version says that its assets are. */
const HOME = z.object({
  business: z.string().catch(''),
  also_businesses: z.array(z.string()).catch([]),
  assets: z.record(z.string(), z.array(z.unknown()).catch([])).catch({}),
})

function homeIn(version: RawFile): { business: string; also_businesses: string[]; assets: string[] } {
  const read = readSource(version)
  const file = 'source' in read ? HOME.safeParse(read.source.value).data : undefined
  const assets = Object.values(file?.assets ?? {}).flat()
  return {
    business: file?.business ?? '',
    also_businesses: file?.also_businesses ?? [],
    assets: assets.flatMap((one) => ID.safeParse(one).data ?? []),
  }
}

function namedIn(version: RawFile): Principal[] {
  const read = readSource(version)
  const file = 'source' in read ? NAMES.safeParse(read.source.value).data : undefined
  const all = [...Object.values(file?.team ?? {}).flat(), ...(file?.exceptions ?? [])]
  return all.flatMap((one) => NAME.safeParse(one).data?.toLowerCase() ?? [])
}
