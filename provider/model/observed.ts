import type { AssetKind } from './kinds.ts'
import type { Principal } from './model.ts'

/** Why something could not be read; never holds a token. */
export type NotSeen = { readonly kind: string; readonly message: string }

/** Where our partner grant stands. `tasks` is undefined where Meta does not show them to our side (Instagram). */
export type ObservedPartner =
  | { readonly state: 'granted'; readonly tasks: readonly string[] | undefined }
  | { readonly state: 'none' }
  | { readonly state: 'second-admin' }
  | { readonly state: 'acceptance' }

/**
 * Three answers to a read: present (the asset and who is on it), absent (its listing was read and lacks it), unknown.
 * People are e-mails and system users names; a principal that is neither is kept as "#" and its Business-scoped id.
 */
export type ObservedAsset =
  | {
      readonly state: 'present'
      readonly kind: AssetKind
      readonly partner: ObservedPartner
      /** Who of ours is on it, with their tasks. */
      readonly people: Readonly<Record<Principal, readonly string[]>>
      /** False for a Page whose access token we cannot get: then nobody can be assigned there by API. */
      readonly writable: boolean
    }
  | { readonly state: 'absent'; readonly kind: AssetKind; readonly partner: ObservedPartner }
  | { readonly state: 'unknown'; readonly kind: AssetKind; readonly reason: NotSeen }

/** Somebody of our Business: a person, or a system user. `pending` is an invitation not yet accepted. */
export type ObservedMember = {
  readonly principal: Principal
  readonly id: string
  readonly name: string
  readonly role: string
  readonly pending: boolean
  readonly systemUser: boolean
  /** Only of an invitation: its state and its end (ISO 8601) as Meta has them. */
  readonly invitation?: OpenInvitation
}

type OpenInvitation = { readonly status: string; readonly ends: string | undefined }

/** What the log of an ad account shows since a day, of the people it was asked about. */
export type AccountLog =
  | {
      readonly state: 'seen'
      /** Who changed something on the account. */
      readonly active: ReadonlySet<Principal>
      /** Who was put on the account in this time, and so cannot have been idle all of it. */
      readonly added: ReadonlySet<Principal>
    }
  | { readonly state: 'unknown'; readonly reason: NotSeen }
