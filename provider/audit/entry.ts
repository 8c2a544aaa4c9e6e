/** Somebody at a time; ISO 8601, UTC. */
export type Act = { readonly by: string; readonly at: string }

/** One difference of access that a change of the files makes; null is none. */
export type AccessChange = {
  readonly asset: string
  /** A person, a system user, or "our share". */
  readonly who: string
  readonly before: string | null
  readonly after: string | null
}

/** An update of the client's stack, as the engine's history has it. */
export type Applied = {
  readonly at: string
  readonly result: string
  /** The digest of the plan; null where the update did not come from our apply. */
  readonly plan: string | null
  /** Resources that it made, changed or removed. */
  readonly resources: number
  /** Where it ran: the page of the workflow's run; null on somebody's machine. */
  readonly run: string | null
}

/**
 * One change of a client's access: from the commit that asked for it to the update that made it so. A `repair` is an
 * update without a change of the files: it set right what was changed by hand, or ended what was past its date.
 * Null is not known; `notKnown` says why. An empty list is known to be empty.
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
  readonly notKnown: readonly string[]
}

/** What an entry is known by for ever: its commit, or when its update began. */
export function idOf({ commit, applied, client }: Pick<AuditEntry, 'commit' | 'applied' | 'client'>): string {
  return `${client} ${commit ?? applied?.at ?? ''}`
}
