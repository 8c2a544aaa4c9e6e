import type { AccessChange, Applied, AssetMoved, AuditEntry, Act } from './entry.ts'
import type { FileChange, PullFacts, StackUpdate } from './sources.ts'
import { statedIn } from './stated.ts'

/** Everything known of one client's changes. Undefined means that a source was not read; `reasons` says why. */
export type KnownHistory = {
  readonly client: string
  /** Newest first, as on the main line. */
  readonly changes: readonly (FileChange & {
    readonly access: readonly AccessChange[] | null
    readonly moved?: readonly AssetMoved[]
    /** Undefined when GitHub was not asked, null when no pull request brought the commit. */
    readonly pull: PullFacts | null | undefined
  })[]
  /** Every commit of the main line, newest first. */
  readonly mainLine: readonly string[]
  /** Undefined when the stack has no history any more, or the engine could not be asked. */
  readonly updates: readonly StackUpdate[] | undefined
  readonly reasons: { readonly pulls: string; readonly updates: string }
}

/**
 * One entry for each change of the files and for each update that applied no new change; oldest first. A change is
 * applied by the first successful update of a whole plan at its commit or a later one of the main line; where the
 * engine did not know the commit, by the first that began after the change.
 */
export function entriesOf(known: KnownHistory): AuditEntry[] {
  const updates = (known.updates ?? []).toSorted(byTime)
  const effects = effectsOf(known, updates)
  const used = new Set(effects.values())
  const changes = known.changes.map((change) => changeEntry(known, change, effects.get(change.commit)))
  const repairs = updates
    .filter((update) => !used.has(update) && update.resources > 0 && update.handsOver !== true)
    .map((update) => repairEntry(known, update))
  return [...changes, ...repairs].toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))
}

function effectsOf(
  { changes, mainLine }: KnownHistory,
  updates: readonly StackUpdate[],
): Map<string, StackUpdate> {
  const places = new Map(mainLine.map((commit, index) => [commit, mainLine.length - index]))
  const placeOf = (commit: string | null): number | undefined =>
    commit === null ? undefined : places.get(commit)
  return new Map(
    changes.flatMap(({ commit, committer }): [string, StackUpdate][] => {
      const own = placeOf(commit) ?? 0
      const effect = updates.find(({ commit: at, at: began, result, part }) => {
        const place = placeOf(at)
        return result === 'succeeded' && !part && (place === undefined ? began >= committer.at : place >= own)
      })
      return effect === undefined ? [] : [[commit, effect]]
    }),
  )
}

function changeEntry(
  { client, updates, reasons }: KnownHistory,
  change: KnownHistory['changes'][number],
  effect: StackUpdate | undefined,
): AuditEntry {
  const { commit, subject, body, author, committer, access, moved = [], pull } = change
  const stated = statedIn(`${pull?.body ?? ''}\n${body}`)
  const number = pull?.number ?? numberIn(subject)
  const notKnown = [
    ...(pull === undefined ? [`approved: ${reasons.pulls}`] : []),
    ...(updates === undefined ? [`applied: ${reasons.updates}`] : []),
    ...(access === null ? ['access: the rules of today cannot read the files of that time'] : []),
    ...(stated.reason === null ? ['reason: neither the commit nor the pull request states one'] : []),
    ...(stated.ticket === null ? ['ticket: neither the commit nor the pull request states one'] : []),
  ]
  return {
    version: 1,
    client,
    kind: 'change',
    title: pull?.title ?? subject,
    commit,
    pull: number === undefined ? null : { number, url: pull?.url ?? null },
    asked: pull?.asked ?? author,
    approved: approvedBy(pull),
    merged: pull?.merged ?? committer,
    applied: effect === undefined ? null : appliedOf(effect),
    ...stated,
    access,
    ...(moved.length === 0 ? {} : { moved }),
    notKnown,
  }
}

/** Empty without a pull request: nobody approved. Null when GitHub was not asked: unknown. */
function approvedBy(pull: PullFacts | null | undefined): readonly Act[] | null {
  if (pull === undefined) return null
  return pull?.approved ?? []
}

function repairEntry({ client }: KnownHistory, update: StackUpdate): AuditEntry {
  return {
    version: 1,
    client,
    kind: 'repair',
    title: 'No change of the files: an apply corrected Meta, or ended access past its date',
    commit: null,
    pull: null,
    asked: null,
    approved: null,
    merged: null,
    applied: appliedOf(update),
    reason: null,
    ticket: null,
    access: null,
    notKnown: [],
  }
}

function appliedOf({ at, result, plan, resources, run }: StackUpdate): Applied {
  return { at, result, plan, resources, run }
}

/** GitHub's own subjects: "Merge pull request #12 from ..." and "... (#12)". */
function numberIn(subject: string): number | undefined {
  const match = /^Merge pull request #(\d{1,9}) |\(#(\d{1,9})\)$/.exec(subject)
  return match === null ? undefined : Number(match[1] ?? match[2])
}

function byTime(a: StackUpdate, b: StackUpdate): number {
  return a.at < b.at ? -1 : Number(a.at > b.at)
}

function timeOf({ merged, applied }: AuditEntry): string {
  return merged?.at ?? applied?.at ?? ''
}
