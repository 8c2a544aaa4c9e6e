import type { AssetKind } from './kinds.ts'
import type { Principal } from './model.ts'

/** A Business that owns an asset, as Meta names it. */
type Owner = { readonly id: string; readonly name: string }

/** An asset that is shared with our Business, or that our Business owns, as our side's listings show it. */
export type SharedAsset = {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string
  /** Our own Business owns it; absent for one that is shared with us. */
  readonly ours?: true
  /** Undefined where Meta does not name the owner. */
  readonly owner: Owner | undefined
  /** Tasks of our partner grant; undefined where Meta does not show them. */
  readonly partner: readonly string[] | undefined
  /** Our people and system users on it, with their tasks as read back. */
  readonly people: Readonly<Record<Principal, readonly string[]>>
  /** Of a pixel the ad accounts that use it, of an Instagram account its Page. */
  readonly links: readonly string[]
  readonly currency: string | undefined
  readonly timezone: string | undefined
}
