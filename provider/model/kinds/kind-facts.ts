/**
 * The facts of one kind of asset, the same for every client. A kind is one value of this type, in a file of its own.
 * Code reads a fact here and never compares a kind's name, so a new kind is a new value. Data only: schemas, SDK
 * classes and edges are made from it elsewhere. The source of a fact is named here; beside a value, only what that kind
 * alone has.
 */
export type KindFacts<Key extends string = string> = {
  /** The name of the kind in levels of functions and packages, in plans, in the engine's state and in estates. */
  readonly key: Key
  /** The key of its list under `assets` in a client's file, and the title of that list for editors. */
  readonly list: string
  readonly listTitle: string
  /** The article in sentences: `an ad account`, `the ad account "act_1001"`, `3 ad accounts`. */
  readonly article: 'a' | 'an'
  readonly title: string
  readonly plural: string
  /** The form of its id. Source: FACT (graph-api 1.1): only an ad account's id has letters. */
  readonly id: 'digits' | 'act-and-digits'
  /** The resource type in a URN (`pulumi-nodejs:dynamic/metagrant:AdAccountAccess`); it can never change. */
  readonly resourceType: string
  /** The asset that an entry may name; absent for a kind that names none. */
  readonly link?: LinkFacts<Key>

  /** The task names of `POST {asset}/assigned_users` (`tasks`), sorted. Source: graph-api 1.3 (FACT, v25). */
  readonly tasks: readonly string[]
  /**
   * Those of its tasks that show and change nothing. Source: graph-api 1.3, FACT for ANALYZE; that AA_ANALYZE and the
   * tasks with VIEW in their names change nothing is INFERENCE.
   */
  readonly viewing: readonly string[]
  /** Role levels, lowest first, each with the tasks that are sent to Meta. */
  readonly levels: Readonly<Record<string, readonly string[]>>
  /**
   * Tasks that Meta adds by itself: `asked -> also read back`. Source: graph-api 1.3. The union of each kind's highest
   * level as read back is LIVE-CLAIM (v23, 2026-07-28). Which asked task brings which added one is INFERENCE: the
   * lowest task to which Meta's guide gives the ability.
   */
  readonly implied: Readonly<Record<string, readonly string[]>>

  /**
   * The edge `agencies`, by which the client's token shares it. "none": Meta has no such edge for the kind, so only the
   * client can share it, change the share or end it, by hand, and no API lists its partners. Source: graph-api 1.1
   * (FACT).
   */
  readonly partnerEdge: PartnerEdge | 'none'
  /**
   * What our side sees of our own share: its tasks, only a role (ADMIN or ADVERTISER), or only that it exists. Source:
   * graph-api 1.4 and 1.5 (FACT): rows of `client_*` hold `permitted_tasks`, `permitted_roles` or neither.
   */
  readonly shareShows: 'tasks' | 'role' | 'nothing'
  /** Our token can end our share; else only the client can. Source: graph-api 2.2 (FACT). */
  readonly canBeGivenUp: boolean

  /**
   * Its people and partners are read and written only with an access token of the asset itself. Source: graph-api 1.4
   * (FACT for a Page). That Meta gives the token to whoever has a task on the asset is INFERENCE there.
   */
  readonly hasOwnToken: boolean
  /** People can be removed by API; else only in Business settings. Source: graph-api 1.1 (FACT). */
  readonly peopleCanBeTakenOff: boolean
  /** A member's own edge (`assigned_*`) lists it, with the member's tasks. Source: graph-api 1.5 (FACT). */
  readonly isListedByPeople: boolean

  /** Anybody may read its id, so reading it proves no access. Source: BACKGROUND (Page). */
  readonly hasPublicId: boolean
  /** It names the Business that owns it (`owner_business`). Source: graph-api 3 (FACT). */
  readonly showsOwner: boolean
  /** Meta logs who changed what on it (`activities`). Source: graph-api 3 (FACT for ad accounts). */
  readonly hasActivityLog: boolean
  /**
   * Permissions that a token needs for it, beside `business_management`. Source: graph-api 4.7 (FACT; Instagram
   * BACKGROUND).
   */
  readonly permissions: readonly string[]
  /**
   * Most agencies have none of it, so their token and app may lack its permissions (graph-api 4.7). While no file lists
   * one, a listing that Meta refuses for a missing permission is skipped without a report.
   */
  readonly isOptional: boolean
  /** It spends money: it has a currency, a time zone and a spend cap. Source: FACT (graph-api 3). */
  readonly spends: boolean
  /**
   * Its admin decides on money or speaks for the client, so the policy wants a person. Source: decisions "Rules that
   * the brief leaves open".
   */
  readonly wantsPersonAsAdmin: boolean
}

/** Another asset of the same client that an entry names. */
type LinkFacts<Key extends string> = {
  /** The key in the entry, and its title for editors. */
  readonly key: string
  readonly title: string
  readonly to: Key
  /** The entry holds a list of ids; else one id. */
  readonly many: boolean
}

type PartnerEdge = {
  /**
   * Who can change the level of an existing share. A Page refuses a second share (3989), and ending the first removes
   * everybody from it, our own system user too (graph-api 1.4, LIVE-CLAIM), so only the client changes it.
   */
  readonly levelChangesBy: 'api' | 'client'
  /**
   * Who has to agree to a share that is not confirmed: our side accepts it, or a second admin of the client approves
   * it. Source: graph-api 1.4, FACT for pixels and ad accounts, INFERENCE for other kinds.
   */
  readonly waitsFor: 'acceptance' | 'second-admin'
}
