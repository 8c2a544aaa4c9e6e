import type { LevelByKind } from './levels.ts'
import type { Placed } from './place.ts'
import type { AssetKind } from './kinds.ts'
import type { RuleId } from '../findings/codes/policy.ts'
import type { Level } from './levels.ts'
import type { Moment } from './moment.ts'
import type { Policy } from './policy.ts'
import type { BusinessRole } from './written/agency.ts'
import type { Repair } from './written/client.ts'

/** Whoever can be assigned to an asset: a person by e-mail, or a system user by name (without @). */
export type Principal = string

/** Levels chosen for one member of a team; "none" removes what the function gives. */
export type ChosenLevels = { readonly [K in AssetKind]?: Level | 'none' }

export type Person = Placed & {
  readonly email: Principal
  readonly name: string
  readonly functions: readonly string[]
  readonly businessRole: BusinessRole
  /** Their id in our Business, which stays when the address changes. */
  readonly id?: string | undefined
  /** Login at GitHub. */
  readonly github?: string | undefined
}

export type SystemUser = Placed & {
  readonly name: Principal
  readonly functions: readonly string[]
  readonly role: 'employee' | 'admin'
  readonly id?: string | undefined
}

export type Agency = {
  readonly name: string
  readonly business: string
  readonly domains: readonly string[]
  readonly people: readonly Person[]
  readonly systemUsers: readonly SystemUser[]
  /** Principals whom an earlier agency.yaml listed and this one does not, where a file still names them. */
  readonly former: ReadonlySet<Principal>
}

export type TeamFunction = Placed & {
  readonly name: string
  readonly title: string
  readonly businessRole: BusinessRole
  readonly businessRoleOptions: readonly BusinessRole[]
  readonly levels: LevelByKind
  readonly options: LevelByKind
}

export type ServicePackage = { readonly name: string; readonly title: string; readonly levels: LevelByKind }

export type Expected = { readonly currency?: string; readonly timezone?: string; readonly spendCap?: string }

export type Asset = Placed & {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string
  /** The level to ask of the client: the asset's own, else the package's; undefined when neither has one. */
  readonly partner: Level | undefined
  readonly expected: Expected
  /** Its owner at Meta: the Business of the client, a person, or our own Business. */
  readonly owner: 'business' | 'person' | 'agency'
  /** Ids of the client's other assets that its entry names as linked. */
  readonly links: readonly string[]
}

export type Member = Placed & {
  readonly principal: Principal
  readonly function: string
  readonly only: readonly string[] | undefined
  readonly levels: ChosenLevels
}

export type Exception = Placed & {
  readonly principal: Principal
  readonly asset: string
  readonly level: Level
  readonly reason: string
  readonly ticket: string
  /** A day, or the minute at which it ends. */
  readonly until: Moment
}

/** Makes a policy rule advisory for a client, or for one of its assets, until the date. */
export type PolicyException = Placed & {
  readonly rule: RuleId
  readonly asset: string | undefined
  /** Who of our people answers for it. */
  readonly principal: Principal
  readonly reason: string
  readonly ticket: string
  readonly until: string
}

/** What the client confirmed before the first grant, each with the day of the confirmation. */
type Preflight = {
  readonly twoFactor: string | undefined
  readonly paymentMethod: string | undefined
  readonly agreement: string | undefined
}

type DirectShare = Placed & {
  readonly until: string
  readonly reason: string
  readonly migration: string
}

/** The tombstone of a client: from its day on, the file asks for no access. */
export type Offboarded = Placed & {
  /** The first day without access (UTC, year-month-day). */
  readonly since: string
  readonly by: string
  readonly reason: string
  readonly ticket: string
}

export type Client = Placed & {
  readonly slug: string
  readonly name: string
  readonly business: string
  /** Further Businesses of the client, which may own assets of this file. */
  readonly alsoBusinesses: readonly string[]
  readonly package: string
  readonly directShare: DirectShare | undefined
  readonly clientSide: 'by-hand' | 'by-token'
  readonly billing: { readonly owner: 'client' | 'agency'; readonly contact: string | undefined } | undefined
  readonly assets: readonly Asset[]
  /** The kinds that the file names; other kinds are not managed. */
  readonly managedKinds: readonly AssetKind[]
  /** The functions that the file names, with or without people. */
  readonly functions: readonly (Placed & { readonly name: string })[]
  readonly team: readonly Member[]
  readonly exceptions: readonly Exception[]
  readonly policyExceptions: readonly PolicyException[]
  readonly preflight: Placed & Preflight
  /** Names of something other than an asset: of campaigns, and the client's name for us. */
  readonly naming: Placed & {
    readonly campaign: string | undefined
    readonly partnerLabel: string | undefined
  }
  readonly lastReview: { readonly date: string; readonly by: string } | undefined
  /** Who of our people answers for the client and reviews its access. */
  readonly owner: Principal | undefined
  /** What the nightly run may do about drift. */
  readonly repair: Repair
  readonly offboarded: Offboarded | undefined
  readonly unmanaged: 'report' | 'remove'
  readonly file: string
}

/** Everything that the files say, with defaults filled in. `build.ts` makes it; the rules in `rules/` check it. */
export type Model = {
  readonly agency: Agency
  readonly functions: ReadonlyMap<string, TeamFunction>
  readonly packages: ReadonlyMap<string, ServicePackage>
  readonly policy: Policy
  readonly clients: readonly Client[]
}
