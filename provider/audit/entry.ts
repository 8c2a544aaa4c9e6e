/** Somebody's act at a time; ISO 8601, UTC. */
export type Act = { readonly by: string; readonly at: string }

/** A difference of access between two versions of the files; null is no access. */
export type AccessChange = {
  readonly asset: string
  /** A person, a system user, or "our share". */
  readonly who: string
  readonly before: string | null
  readonly after: string | null
}

/** An asset that changed its client: its access stayed as it was. Either `from` whom it came or `to` whom it went. */
export type AssetMoved = { readonly asset: string } & ({ readonly from: string } | { readonly to: string })

/** An update in the history of the client's stack. */
export type Applied = {
  readonly at: string
  readonly result: string
  /** The digest of the plan; null when the update did not come from our apply. */
  readonly plan: string | null
  /** Number of resources created, changed or removed. */
  readonly resources: number
  /** The page of the workflow's run; null for a run on somebody's machine. */
  readonly run: string | null
}

/**
 * One change of a client's access, from the commit that asked for it to the update that applied it. A `repair` is an
 * update without a change of the files: it undid drift or revoked ended access. Null is not known; `notKnown` says why.
 * An empty list is known to be empty.
 */
export type AuditEntry = {
  readonly version: 1
  readonly client: string
  readonly kind: 'change' | 'repair'
  readonly title: string
  readonly commit: string | null
  readonly pull: { readonly number: number; readonly url: string | null } | null
  readonly asked: Act | null
  readonly approved: readonly Act[] | null
  readonly merged: Act | null
  readonly applied: Applied | null
  readonly reason: string | null
  readonly ticket: string | null
  readonly access: readonly AccessChange[] | null
  /** Absent for none. `access` holds only what changed beside it. */
  readonly moved?: readonly AssetMoved[]
  readonly notKnown: readonly string[]
}

/** The permanent id of an entry: its commit, or the start of its update. */
export function idOf({ commit, applied, client }: Pick<AuditEntry, 'commit' | 'applied' | 'client'>): string {
  return `${client} ${commit ?? applied?.at ?? ''}`
}
