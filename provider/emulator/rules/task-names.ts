import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'

/** Names of a Page in the new experience. Source: spec enum `pageassigned_users_tasks_enum_param`, with v26's additions (FACT). */
const NEW_PAGE_TASKS = [
  'PROFILE_PLUS_ADVERTISE',
  'PROFILE_PLUS_ANALYZE',
  'PROFILE_PLUS_CREATE_CONTENT',
  'PROFILE_PLUS_CREATIVE_MANAGEMENT',
  'PROFILE_PLUS_CREATOR_MANAGEMENT',
  'PROFILE_PLUS_FACEBOOK_ACCESS',
  'PROFILE_PLUS_FULL_CONTROL',
  'PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT',
  'PROFILE_PLUS_MANAGE',
  'PROFILE_PLUS_MANAGE_LEADS',
  'PROFILE_PLUS_MESSAGING',
  'PROFILE_PLUS_MODERATE',
  'PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY',
  'PROFILE_PLUS_REVENUE',
]

type Tasks = Readonly<Record<AssetKind, readonly string[]>>

/** The values of `tasks` on POST `assigned_users`. */
export const USER_TASKS: Tasks = {
  ...(Object.fromEntries(ASSET_KINDS.map((kind) => [kind, factsOf(kind).tasks])) as Tasks),
  page: [...factsOf('page').tasks, ...NEW_PAGE_TASKS],
}

/** The values of `permitted_tasks` on POST `agencies`. Source: spec; a pixel takes no AA_ANALYZE there (FACT). */
export const PARTNER_TASKS: Tasks = {
  ...USER_TASKS,
  pixel: USER_TASKS.pixel.filter((task) => task !== 'AA_ANALYZE'),
}

/** Every plain task name of a kind, without the prefix of new Pages. */
export function plainTasks(kind: AssetKind): ReadonlySet<string> {
  return new Set(normaliseTasks(USER_TASKS[kind]))
}

const PREFIXED = new Set(NEW_PAGE_TASKS)

/**
 * The name under which a Page in the new experience answers a task.
 * Source: LIVE-CLAIM (graph-api 1.3): legacy names read back with the prefix; a name that has no prefixed form stays (INFERENCE).
 */
export function newPageName(task: string): string {
  const prefixed = `PROFILE_PLUS_${task}`
  return PREFIXED.has(prefixed) ? prefixed : task
}
