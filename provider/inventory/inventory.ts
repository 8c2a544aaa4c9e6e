import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { NotSeen, ObservedAsset, ObservedMember } from '../model/observed.ts'
import { unknownAsset } from './not-seen.ts'

export const INVENTORY_VERSION = 1

/** How the listing of a kind went: how many assets it showed, or why it could not be read. */
export type Listing = { readonly rows: number } | { readonly unknown: NotSeen }

/** Whether a client's Business and ours still share anything or wait to, as our own list of clients shows it. */
export type Relation = 'there' | 'none' | { readonly unknown: NotSeen }

/** Everything one run has read of Meta, once. It goes to the providers as a private file and dies with the run. */
export type Inventory = {
  readonly version: typeof INVENTORY_VERSION
  readonly agencyBusiness: string
  /** The principal behind our own token. */
  readonly self: Principal
  /** Our people, system users and open invitations. */
  readonly members: readonly ObservedMember[]
  readonly listings: Readonly<Partial<Record<AssetKind, Listing>>>
  readonly assets: Readonly<Record<string, ObservedAsset>>
  /** Our people inside a client's own Business, by the client's slug: only where a client's token shows them. */
  readonly guests: Readonly<Record<string, readonly ObservedMember[]>>
  /** By the id of the client's Business; read of clients who leave only. */
  readonly relations?: Readonly<Record<string, Relation>>
}

const NOT_READ: NotSeen = { kind: 'not-read', message: 'this run did not ask for it' }

/** Whether the inventory says nothing of an asset because nobody asked for its kind. */
export function isUnread(observed: ObservedAsset): boolean {
  return observed.state === 'unknown' && observed.reason.kind === NOT_READ.kind
}

/** What the inventory knows of an asset. It is absent only if the listing of its kind was read and lacks it. */
export function observedOf(
  { assets, listings }: Pick<Inventory, 'assets' | 'listings'>,
  kind: AssetKind,
  id: string,
): ObservedAsset {
  const seen = assets[id]
  if (seen !== undefined && seen.kind === kind) return seen
  const listing = listings[kind]
  if (listing === undefined) return unknownAsset(kind, NOT_READ)
  if ('unknown' in listing) return unknownAsset(kind, listing.unknown)
  return { state: 'absent', kind, partner: { state: 'none' } }
}

/** Members by principal, as a comparison wants them. */
export function membersOf(members: readonly ObservedMember[]): ReadonlyMap<Principal, ObservedMember> {
  return new Map(members.map((member) => [member.principal, member]))
}
