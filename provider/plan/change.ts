import type { Address } from '../findings/finding.ts'
import type { Reason } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'

/** What somebody holds on an asset: the level in words (or the tasks, when no level explains them) and the tasks. */
export type Held = { readonly level: string; readonly tasks: readonly string[] }

/** What access is to: an asset, or our own Business (where a level is a Business role). */
export type AssetRef = { readonly kind: AssetKind | 'business'; readonly id: string; readonly name: string }

/** An asset of a client: the only thing whose people and share are compared. */
export type ManagedAsset = AssetRef & { readonly kind: AssetKind }

/** Whose access it is: our Business as the client's partner, or one of our people or system users. */
export type Subject = { readonly partner: string } | { readonly principal: Principal }

/** The word for a change, as a reviewer reads it. `change` is neither up nor down (say, other tasks at the same height). */
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

/** Who has to do something by hand before metagrant can go on, or instead of it. */
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

/** Access of our people that no file gives; `remove` turns it into a change. */
export type Unmanaged = { readonly asset: AssetRef; readonly principal: Principal; readonly held: Held }

/** What differs between one asset's desired and observed access. Unknown differs in nothing: it is told, not acted on. */
export type Comparison = {
  readonly changes: readonly Change[]
  readonly waiting: readonly Waiting[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unknown: string | undefined
}
