import type { Address, Finding } from '../../findings/finding.ts'
import type { Principal } from '../../model/model.ts'
import type { AssetRef, Change } from '../change.ts'
import type { Announced } from './announced.ts'
import type { Overrides } from './limits.ts'

/** Who of ours is on an asset before the plan, or in our Business. `dropped` is an asset that no file lists any more. */
export type Standing = {
  readonly asset: AssetRef
  readonly dropped: boolean
  readonly people: Readonly<Record<Principal, readonly string[]>>
}

/** An asset that one client's stack would give up and that the file of another client lists, and where. */
export type Moved = { readonly asset: AssetRef; readonly client: string; readonly at: Address }

/** One stack's changes and what they start from: all that a guard rule may look at. */
export type GuardInput = {
  readonly stack: string
  readonly changes: readonly Change[]
  readonly standings: readonly Standing[]
  readonly agencyBusiness: string
  /** The holder of our own token. */
  readonly self: Principal
  /** People and system users of our Business; an open invitation is no member. */
  readonly members: ReadonlySet<Principal>
  /** Our verified e-mail domains. */
  readonly domains: readonly string[]
  /** What the files announce to end. */
  readonly announced: Announced
  /** What the stack would give up although another client's file lists it. */
  readonly moved: readonly Moved[]
}

/** A change rule looks at before and after, which no policy on desired state can. It never throws. */
export type GuardRule = (plan: GuardInput, overrides: Overrides) => Finding[]
