/** How much one plan may change before a person has to name the number. Set here and nowhere else. */
export const LIMITS = {
  /** People who may gain control (MANAGE, or admin of our Business). */
  admins: 0,
  /** People who may be raised at once, at one client. */
  raises: 5,
  /** Grants that may be taken away at one client, whatever the share. */
  removals: 20,
  /** Share of a client's grants that may be taken away, once there are at least `removalFloor` of them. */
  removalShare: 0.25,
  removalFloor: 10,
  /** Assets that may be left without anybody of ours. */
  emptied: 0,
  /** People of a client's team who may all be replaced by others. */
  replaced: 0,
  /** People who may leave agency.yaml in one run before what they lose counts like any other removal. */
  leavers: 3,
  /** Clients that one run may change. */
  clients: 10,
} as const

/**
 * What a person may override, by naming the exact number of this plan: another number is another plan.
 * Each is an option of `preview` and `apply` (`--allow-removals 12`).
 */
export type Overrides = {
  readonly admins?: number
  readonly raises?: number
  readonly removals?: number
  readonly emptied?: number
  readonly replaced?: number
  readonly clients?: number
}

/** Whether a count passes: within the limit, or named exactly. */
export function passes(count: number, limit: number, override: number | undefined): boolean {
  return count <= limit || count === override
}
