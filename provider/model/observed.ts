import type { AssetKind } from './kinds.ts'
import type { Principal } from './model.ts'

/** Why something could not be read; never holds a token. */
export type NotSeen = { readonly kind: string; readonly message: string }

/** State of our partner grant. `tasks` is undefined where Meta does not show them to our side (Instagram). */
export type ObservedPartner =
  | { readonly state: 'granted'; readonly tasks: readonly string[] | undefined }
  | { readonly state: 'none' }
  | { readonly state: 'second-admin' }
  | { readonly state: 'acceptance' }
  /** Our own Business owns the asset. */
  | { readonly state: 'own' }

/** What Meta shows of an asset itself; a part that it does not show to the reader is absent. */
export type AssetIdentity = {
  readonly name?: string
  /** The Business that owns it. */
  readonly business?: { readonly id: string; readonly name?: string }
  /** The id of its owner, of which nobody says whether it is a Business or a person. */
  readonly ownerId?: string
}

/** The Business that Meta names as the owner of an asset. */
export type OwningBusiness = NonNullable<AssetIdentity['business']>

/** What Meta shows of an ad account itself. */
export type AccountFacts = {
  readonly currency?: string
  /** A name such as Europe/Paris. */
  readonly timezone?: string
  /** In minor units of the currency; 0 means none. */
  readonly spendCap?: number
  /** Meta's numbers (graph-api 3). */
  readonly status?: number
  readonly disableReason?: number
}

/**
 * The result of a read: present (the asset and who is on it), absent (its listing was read and lacks it) or unknown.
 * People are e-mails and names of system users; any other principal is "#" and its Business-scoped id.
 */
export type ObservedAsset =
  | {
      readonly state: 'present'
      readonly kind: AssetKind
      readonly partner: ObservedPartner
      /** Those of our principals who are on it, with their tasks. */
      readonly people: Readonly<Record<Principal, readonly string[]>>
      /** False for a Page whose access token we cannot get: nobody can be assigned there by API. */
      readonly writable: boolean
      readonly identity?: AssetIdentity
      /** Only of an ad account, where our own side reads it. */
      readonly account?: AccountFacts
    }
  | {
      readonly state: 'absent'
      readonly kind: AssetKind
      readonly partner: ObservedPartner
      readonly identity?: AssetIdentity
    }
  | { readonly state: 'unknown'; readonly kind: AssetKind; readonly reason: NotSeen }

/** What is known of the asset itself; nothing where it could not be read. */
export function identityIn(observed: ObservedAsset): AssetIdentity {
  return observed.state === 'unknown' ? {} : (observed.identity ?? {})
}

/** A member of our Business: a person or a system user. `pending` marks an invitation that is not accepted. */
export type ObservedMember = {
  readonly principal: Principal
  readonly id: string
  readonly name: string
  readonly role: string
  readonly pending: boolean
  readonly systemUser: boolean
  /** The finance permission beside the role, such as "editor"; absent for none, and where Meta shows none. */
  readonly finance?: string
  /** Absent where Meta does not show it; its values are INFERENCE (graph-api 9). */
  readonly secondFactor?: 'on' | 'missing'
  /** The row has no address or name, so nobody knows which principal it is. */
  readonly nameless?: true
  /** The address or name at Meta, where an id ties the member to another one in the files. */
  readonly address?: string
  /** The address that a person has asked to change to, and not confirmed yet. */
  readonly pendingAddress?: string
  /** Whom of agency.yaml this may be: only the name says so. */
  readonly maybe?: Principal
  /** Only of an invitation: its state and end (ISO 8601) as Meta gives them. */
  readonly invitation?: OpenInvitation
}

type OpenInvitation = { readonly status: string; readonly ends: string | undefined }

/** What an ad account's log shows since a day, of the people in question. */
export type AccountLog =
  | {
      readonly state: 'seen'
      /** Who changed something on the account. */
      readonly active: ReadonlySet<Principal>
      /** Who was added to the account in this time. They cannot have been idle for all of it. */
      readonly added: ReadonlySet<Principal>
    }
  | { readonly state: 'unknown'; readonly reason: NotSeen }
