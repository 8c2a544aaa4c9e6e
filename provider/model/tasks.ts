import type { AssetKind } from './kinds.ts'

/**
 * The task names that Meta's spec gives for `POST {asset}/assigned_users` (`tasks`), per kind.
 * Source: graph-api 1.3 (FACT, v25); for a Page without the names that v26 dropped and without
 * the PROFILE_PLUS_ names, which only stand for others. A partner grant (`permitted_tasks`) takes the same names, but for
 * a pixel's AA_ANALYZE.
 */
export const TASKS = {
  ad_account: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE'],
  pixel: ['AA_ANALYZE', 'ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'],
  page: [
    'ADVERTISE',
    'ANALYZE',
    'CREATE_CONTENT',
    'GLOBAL_STRUCTURE_MANAGEMENT',
    'MANAGE',
    'MANAGE_LEADS',
    'MESSAGING',
    'MODERATE',
    'MODERATE_COMMUNITY',
    'PAGES_MESSAGING',
    'PAGES_MESSAGING_SUBSCRIPTIONS',
    'READ_PAGE_MAILBOXES',
    'VIEW_MONETIZATION_INSIGHTS',
  ],
  instagram: ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'],
  catalog: ['AA_ANALYZE', 'ADVERTISE', 'MANAGE', 'MANAGE_AR'],
} as const satisfies Record<AssetKind, readonly string[]>

/**
 * What Meta adds by itself to a task that was asked for, per kind: `asked -> also read back`.
 * Source: graph-api 1.3, LIVE-CLAIM for the union of each kind's highest level as read back (v23, 2026-07-28) and for Instagram's
 * ADVERTISE; which of the asked tasks brings which of the added ones is INFERENCE: the lowest one that Meta's guide
 * gives the ability to. "Granting MANAGE also yields MANAGE_LEADS" on Pages is LIVE-CLAIM.
 */
export const IMPLIED: Readonly<Record<AssetKind, Readonly<Record<string, readonly string[]>>>> = {
  ad_account: {
    ANALYZE: ['AA_ANALYZE'],
    ADVERTISE: ['ANALYZE', 'DRAFT', 'CREATIVE'],
    MANAGE: ['ADVERTISE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  },
  pixel: { ANALYZE: ['AA_ANALYZE'], ADVERTISE: ['ANALYZE'], EDIT: ['ANALYZE'], UPLOAD: ['ANALYZE'] },
  page: {
    ADVERTISE: ['ANALYZE'],
    MODERATE: ['MESSAGING'],
    MANAGE: ['MANAGE_LEADS'],
  },
  instagram: { ADVERTISE: ['ANALYZE', 'CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY'] },
  catalog: { ADVERTISE: ['AA_ANALYZE'], MANAGE: ['ADVERTISE'] },
}

const NEW_PAGE_PREFIX = 'PROFILE_PLUS_'

/**
 * Names as Meta reads them back -> the names that were asked for, once each and sorted.
 * A Page in the new experience answers `PROFILE_PLUS_ADVERTISE` for `ADVERTISE` (LIVE-CLAIM, graph-api 1.3).
 */
export function normaliseTasks(tasks: readonly string[]): string[] {
  const plain = tasks.map((task) =>
    task.startsWith(NEW_PAGE_PREFIX) ? task.slice(NEW_PAGE_PREFIX.length) : task,
  )
  return [...new Set(plain)].sort()
}

/** Every task that may be read back after `tasks` was asked for; sorted. The law is `tasks <= observed <= closure(tasks)`. */
export function closure(kind: AssetKind, tasks: readonly string[]): string[] {
  const all = new Set<string>()
  const queue = normaliseTasks(tasks)
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    if (all.has(task)) continue
    all.add(task)
    if (Object.hasOwn(IMPLIED[kind], task)) queue.push(...(IMPLIED[kind][task] ?? []))
  }
  return [...all].sort()
}
