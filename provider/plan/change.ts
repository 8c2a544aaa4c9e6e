import type { Address } from '../findings/finding.ts'
import type { Reason } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { OwningBusiness } from '../model/observed.ts'
import type { Principal } from '../model/model.ts'

/** Access that somebody holds on an asset: the tasks, and their level (or the tasks in words, when no level fits). */
export type Held = { readonly level: string; readonly tasks: readonly string[] }

/** The object of access: an asset, or our own Business (where a level is a Business role). */
export type AssetRef = {
  readonly kind: AssetKind | 'business'
  readonly id: string
  /** Meta's, where Meta shows one. */
  readonly name: string
  /** Our own Business owns it; absent for an asset of a client. */
  readonly own?: true
  /** The name in the file, where Meta's is another. */
  readonly nameInFile?: string
}

/** An asset of a client; only these have people and a share to compare. */
export type ManagedAsset = AssetRef & { readonly kind: AssetKind }

/** Who holds the access: our Business as the client's partner, or one of our people or system users. */
export type Subject = { readonly partner: string } | { readonly principal: Principal }

/** The kind of a change. `change` is neither a raise nor a lowering, such as other tasks at the same height. */
export type Verb = 'grant' | 'raise' | 'lower' | 'change' | 'revoke'

export type Change = {
  readonly verb: Verb
  readonly asset: AssetRef
  readonly subject: Subject
  readonly before: Held | undefined
  readonly after: Held | undefined
  readonly because: readonly Reason[]
  readonly at?: Address | undefined
}

/** Who must act by hand before metagrant can continue, or in its place. */
export type WaitingFor =
  | 'client-share' // the client shares the asset with us as a partner
  | 'client-level' // the client changes the level of the share
  | 'client-unshare' // the client ends the share
  | 'client-person' // the client adds, changes or removes a person of ours itself (direct share)
  | 'second-admin' // a second admin of the client approves
  | 'acceptance' // our side accepts the share in Business settings
  | 'invitation' // the person accepts the invitation to our Business
  | 'membership' // the person is not in our Business yet: the stack "agency" invites them
  | 'page-token' // an admin of ours gives our system user access to the Page
  | 'system-user' // an admin of ours changes or removes the system user: Meta has no API for it
  | 'pixel-removal' // an admin of ours takes the person off the pixel: Meta has no API for it

export type Waiting = {
  readonly for: WaitingFor
  readonly asset: AssetRef
  readonly subject: Subject
  readonly wanted: Held | undefined
  readonly at?: Address | undefined
}

/**
 * A change of a person that the files ask for and that cannot be made yet. It is approved with the plan, and made by
 * itself as soon as what it waits for has happened.
 */
export type Later = Change & { readonly waitsFor: ComesTrue }

/** What may come true without us; the client or an admin of ours does all else by hand, in our place. */
export type ComesTrue = Exclude<
  WaitingFor,
  'client-unshare' | 'client-person' | 'system-user' | 'pixel-removal'
>

/** Access of our people that no file gives; `unmanaged: remove` turns it into a change. */
export type Unmanaged = { readonly asset: AssetRef; readonly principal: Principal; readonly held: Held }

/**
 * Why an asset of a file is not managed: Meta shows another owner, or no owner and another name; our own Business owns it
 * and the file does not say so, or the file says so and Meta does not list it as ours.
 */
export type Refusal =
  | { readonly for: 'other-owner'; readonly owner: OwningBusiness }
  | { readonly for: 'other-name' }
  | { readonly for: 'ours' }
  | { readonly for: 'not-ours'; readonly owner?: OwningBusiness }

/**
 * The differences between desired and observed access of one asset. What is unknown, the asset or somebody on it, has
 * none: it is reported, and nothing of it is changed.
 */
export type Comparison = {
  readonly changes: readonly Change[]
  readonly waiting: readonly Waiting[]
  readonly later: readonly Later[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unknown: string | undefined
  /** The file has no say over this asset: nobody is granted anything on it, and its share is left as it is. */
  readonly refused?: Refusal
}
