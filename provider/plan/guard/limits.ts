/** How much one plan may change before a person must name the number. Only set here. */
export const LIMITS = {
  /** People who may gain control (MANAGE, or admin of our Business). */
  admins: 0,
  /** People who may be raised at once, at one client. */
  raises: 5,
  /** Most grants that may be revoked at one client. */
  removals: 20,
  /** Share of a client's grants that may be revoked, from `removalFloor` grants on. */
  removalShare: 0.25,
  removalFloor: 10,
  /** Assets that may be left without any of our people. */
  emptied: 0,
  /** People of a client's team who may all be replaced by others. */
  replaced: 0,
  /** People who may leave agency.yaml in one run; beyond it, their removals count like any other. */
  leavers: 3,
  /** Clients that one run may change. */
  clients: 10,
} as const

/** A number, or that the number was named when the plan was approved, of which this is a part. */
export type Allowed = number | 'named before'

/**
 * Overrides of the limits. Each names the exact number of one plan, so it does not fit another. Each is an option of
 * `preview` and `apply` (`--allow-removals 12`).
 */
export type Overrides = {
  readonly admins?: Allowed
  readonly raises?: Allowed
  readonly removals?: number
  readonly emptied?: number
  readonly replaced?: number
  readonly clients?: number
}

/** Whether a count is within the limit, or named exactly. */
export function passes(count: number, limit: number, override: Allowed | undefined): boolean {
  return count <= limit || count === override || override === 'named before'
}
