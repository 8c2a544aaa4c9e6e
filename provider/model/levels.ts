import { ASSET_KINDS, type AssetKind } from './kinds.ts'
import { closure, normaliseTasks } from './tasks.ts'

/**
 * Role levels per kind, lowest first, each with the task combination that is sent to Meta.
 * Source: graph-api 1.3 (FACT) for ad accounts, Pages and catalogs; pixels follow what each task is for, there too (ANALYZE
 * view, ADVERTISE connect ad accounts, UPLOAD send conversions, EDIT allow-listed); Instagram has no documented combination:
 * ANALYZE and ADVERTISE as asked for live, the rest INFERENCE.
 */
const LEVELS = {
  ad_account: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    admin: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
  },
  pixel: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    uploader: ['UPLOAD', 'ANALYZE'],
    integrator: ['UPLOAD', 'ADVERTISE', 'ANALYZE'],
    admin: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE'],
  },
  page: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    moderator: ['MODERATE', 'ADVERTISE', 'ANALYZE'],
    editor: ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    admin: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
  },
  instagram: {
    analyst: ['ANALYZE'],
    advertiser: ['ADVERTISE', 'ANALYZE'],
    editor: ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE'],
  },
  catalog: { advertiser: ['ADVERTISE'], admin: ['MANAGE', 'ADVERTISE'] },
} as const satisfies Record<AssetKind, Record<string, readonly string[]>>

export type Level = { [K in AssetKind]: keyof (typeof LEVELS)[K] }[AssetKind]

/** A level on some of the kinds; a kind left out means none. */
export type LevelByKind = { readonly [K in AssetKind]?: Level }

/** Every level name of any kind, lowest first. */
export const LEVEL_NAMES = [...new Set(ASSET_KINDS.flatMap((kind) => Object.keys(LEVELS[kind])))] as Level[]

/** The level names that exist for a kind, lowest first. */
export function levelsOf(kind: AssetKind): Level[] {
  return Object.keys(LEVELS[kind]) as Level[]
}

/** The tasks to ask Meta for; sorted. The level must exist for the kind (`levelsOf`). */
export function tasksOf(kind: AssetKind, level: Level): string[] {
  const tasks = (LEVELS[kind] as Readonly<Record<string, readonly string[]>>)[level]
  if (tasks === undefined)
    throw new RangeError(`Cannot give level "${level}" on a ${kind} as it has no such level`)
  return [...tasks].sort()
}

/** Whether everything that `lower` allows is also allowed by `upper`. Levels of a kind are only partly ordered. */
export function atMost(kind: AssetKind, lower: Level, upper: Level): boolean {
  const allowed = new Set(tasksOf(kind, upper))
  return tasksOf(kind, lower).every((task) => allowed.has(task))
}

/** The lowest level that explains the tasks read back, or undefined when none does (a task outside every level). */
export function levelFor(kind: AssetKind, observed: readonly string[]): Level | undefined {
  const seen = normaliseTasks(observed)
  return levelsOf(kind).find((level) => {
    const possible = new Set(closure(kind, tasksOf(kind, level)))
    return seen.every((task) => possible.has(task))
  })
}
