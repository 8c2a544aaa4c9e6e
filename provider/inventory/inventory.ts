import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { NotSeen, ObservedAsset, ObservedMember } from '../model/observed.ts'
import { unknownAsset } from './not-seen.ts'

export const INVENTORY_VERSION = 2

/** The result of listing a kind: how many assets it showed, or why it could not be read. */
export type Listing = { readonly rows: number } | { readonly unknown: NotSeen }

/** Whether a client's Business still shares anything with ours, or waits to, by our own list of clients. */
export type Relation = 'there' | 'none' | { readonly unknown: NotSeen }

/** Everything that one run has read of Meta, once. The providers get it as a private file, deleted with the run. */
export type Inventory = {
  readonly version: typeof INVENTORY_VERSION
  readonly agencyBusiness: string
  /** The principal that holds our own token. */
  readonly self: Principal
  /** Who must have a second factor in our Business, as "all-required"; absent where Meta does not show it. */
  readonly secondFactor?: string
  /** What Meta said of the version that we speak, if it answered by another one. */
  readonly versionWarning?: string
  /** Our people, system users and open invitations. */
  readonly members: readonly ObservedMember[]
  readonly listings: Readonly<Partial<Record<AssetKind, Listing>>>
  readonly assets: Readonly<Record<string, ObservedAsset>>
  /** Our people in a client's own Business, by slug; only where a client's token shows them. */
  readonly guests: Readonly<Record<string, readonly ObservedMember[]>>
  /** By `assetKey`: whom earlier versions of a file gave access, where the state may not know it. */
  readonly former?: Readonly<Record<string, readonly Principal[]>>
  /** By `assetKey`: whom the stack that gives an asset to another may have put on it. */
  readonly moved?: Readonly<Record<string, readonly Principal[]>>
  /** By `assetKey`: assets that another stack has taken over, so they are gone from this one. */
  readonly handedOver?: readonly string[]
  /** The only changes that this run makes (`changeKey`); absent for all. */
  readonly only?: readonly string[]
  /** By the id of the client's Business; only for clients whose relationship ends. */
  readonly relations?: Readonly<Record<string, Relation>>
}

/** A key that is unique across kinds: ids of different kinds may be equal. */
export function assetKey(kind: AssetKind, id: string): string {
  return `${kind} ${id}`
}

const NOT_READ: NotSeen = { kind: 'not-read', message: 'this run did not ask for it' }

/** Whether the inventory holds nothing about an asset because its kind was not read. */
export function isUnread(observed: ObservedAsset): boolean {
  return observed.state === 'unknown' && observed.reason.kind === NOT_READ.kind
}

/**
 * What the inventory shows of an asset. Absent only if the listing of its kind was read and lacks it. Of an asset that our
 * own Business owns (`own`), the listing of shares says nothing: it has its own entry, or was not read.
 */
export function observedOf(
  { assets, listings }: Pick<Inventory, 'assets' | 'listings'>,
  kind: AssetKind,
  id: string,
  own = false,
): ObservedAsset {
  const seen = assets[id]
  if (seen !== undefined && seen.kind === kind) return seen
  const listing = own ? undefined : listings[kind]
  if (listing === undefined) return unknownAsset(kind, NOT_READ)
  if ('unknown' in listing) return unknownAsset(kind, listing.unknown)
  return { state: 'absent', kind, partner: { state: 'none' } }
}

/** Members by principal, for a comparison. */
export function membersOf(members: readonly ObservedMember[]): ReadonlyMap<Principal, ObservedMember> {
  return new Map(members.map((member) => [member.principal, member]))
}
