import type { Estate, EstateAsset } from '../estate/schema.ts'
import type { Journal } from './journal.ts'

export type App = Estate['app']
type EstateBusiness = Estate['businesses'][number]
export type WorldBusiness = Omit<EstateBusiness, 'people' | 'system_users' | 'invitations'>
export type WorldPerson = {
  readonly systemUser: false
  readonly business: string
} & EstateBusiness['people'][number]
export type WorldSystemUser = {
  readonly systemUser: true
  readonly business: string
} & EstateBusiness['system_users'][number]
/** Somebody who can be assigned: a person or a system user of one Business. */
export type WorldMember = WorldPerson | WorldSystemUser
export type WorldInvitation = { readonly business: string } & EstateBusiness['invitations'][number]

/** An asset without its access. */
export type WorldAsset = DistributiveOmit<EstateAsset, 'partners' | 'assignments'>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

export type Grant = Omit<EstateAsset['partners'][number], 'business'>
/** An asset group of a Business; `tasks` of its people are by kind of asset. */
export type AssetGroup = Estate['asset_groups'][number]
export type Agreement = Estate['agreements'][number]
export type AccessRequest = Estate['requests'][number]
export type WorldToken = Omit<Estate['tokens'][number], 'token'> & {
  readonly token: string
  /** Whether the estate has the token; a made one is not written back. */
  readonly written: boolean
}
/** A code for one token; `until` in milliseconds. */
type LoginCode = {
  readonly holder: string
  readonly scopes: readonly string[]
  readonly until: number
  readonly days60: boolean
  readonly used: boolean
}
export type Campaign = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly objective: string | undefined
  readonly status: string
}

/** A set of ids that the journal changes key by key. */
type Ids = Map<string, true>

/**
 * The whole state of the emulator. Values never change in place, and every change goes through `journal`. Tokens are
 * outside the journal: authentication always uses the present state.
 */
export type World = {
  readonly app: App
  readonly journal: Journal
  readonly now: () => number
  readonly newId: () => string
  readonly businesses: Map<string, WorldBusiness>
  readonly members: Map<string, WorldMember>
  readonly invitations: Map<string, WorldInvitation>
  readonly assets: Map<string, WorldAsset>
  /** Asset -> partner Business -> grant. */
  readonly grants: Map<string, Map<string, Grant>>
  /** Asset -> person or system user -> tasks as asked for, on the asset itself and through asset groups. */
  readonly assignments: Map<string, Map<string, readonly string[]>>
  /** The part of `assignments` that was asked for on the asset itself. */
  readonly direct: Map<string, Map<string, readonly string[]>>
  readonly groups: Map<string, AssetGroup>
  readonly agreements: Map<string, Agreement>
  readonly requests: Map<string, AccessRequest>
  readonly campaigns: Map<string, Campaign>
  /** Codes that the login of a client gave, each for one token. */
  readonly codes: Map<string, LoginCode>
  /** By token. */
  readonly tokens: Map<string, WorldToken>
  /** Issued Page tokens: token -> the Page and the token it was made from. */
  readonly pageTokens: Map<string, { readonly page: string; readonly parent: string }>
  readonly index: {
    /** Business -> its own assets. */
    readonly owned: Map<string, Ids>
    /** Business -> assets shared with it, in any status. */
    readonly shared: Map<string, Ids>
    /** Person or system user -> assets. */
    readonly assigned: Map<string, Ids>
    /** Business -> its people and system users. */
    readonly staff: Map<string, Ids>
    /** "owner/partner" -> assets shared between the two. */
    readonly between: Map<string, Ids>
    /** Global user id -> the person's ids in each Business. */
    readonly humans: Map<string, Ids>
    /** Asset -> agreements it waits in. */
    readonly waiting: Map<string, Ids>
  }
}

/** The inner map of an index, created when it is missing. */
export function inner<K, I, V>(map: Map<K, Map<I, V>>, key: K): Map<I, V> {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = new Map<I, V>()
  map.set(key, made)
  return made
}

/** The id of the human behind a person. Source: graph-api 1.2 (LIVE-CLAIM: it is not the Business-scoped id). */
export function globalId(person: WorldPerson): string {
  return person.user_id ?? `9${person.id}`
}
