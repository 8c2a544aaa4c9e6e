import type { Address, Finding } from '../../findings/finding.ts'
import type { Principal } from '../../model/model.ts'
import type { AssetRef, Change } from '../change.ts'
import type { Announced } from './announced.ts'
import type { Overrides } from './limits.ts'

/** Our people on an asset, or in our Business, before the plan. `dropped`: no file lists the asset any more. */
export type Standing = {
  readonly asset: AssetRef
  readonly dropped: boolean
  readonly people: Readonly<Record<Principal, readonly string[]>>
}

/** An asset that cannot go from one client's stack to the file of another, which lists it at `at`. */
export type Moved = {
  readonly asset: AssetRef
  readonly from: string
  readonly to: string
  readonly why: string
  readonly at: Address | undefined
}

/** One stack's changes and their starting point: everything that a guard rule may read. */
export type GuardInput = {
  readonly stack: string
  readonly changes: readonly Change[]
  /** What the same approval gives later by itself; it counts where control is gained or people are raised. */
  readonly later: readonly Change[]
  readonly standings: readonly Standing[]
  readonly agencyBusiness: string
  /** The holder of our own token. */
  readonly self: Principal
  /** People and system users of our Business, without open invitations. */
  readonly members: ReadonlySet<Principal>
  /** Our verified e-mail domains. */
  readonly domains: readonly string[]
  /** The removals that the files announce. */
  readonly announced: Announced
  /** Assets that the stack would give up, or take over, although they cannot move. */
  readonly moved: readonly Moved[]
}

/** A guard rule reads before and after; a policy rule reads only the desired state. It never throws. */
export type GuardRule = (plan: GuardInput, overrides: Overrides) => Finding[]
