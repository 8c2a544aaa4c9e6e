/**
 * All that is true of one kind of asset, whatever client it belongs to. A kind is one value of this type, in a file of
 * its own. Code that treats kinds differently reads a fact here and never compares the name of a kind, so that a new kind
 * is a new value. Data only: schemas, SDK classes and edges are made from it where they are used. The source of a fact
 * stands here; beside a value stands what only that kind has.
 */
export type KindFacts<Key extends string = string> = {
  /** The name of the kind in levels of functions and packages, in plans, in the engine's state and in estates. */
  readonly key: Key
  /** The key of its list under `assets` in a client's file, and the title of that list for editors. */
  readonly list: string
  readonly listTitle: string
  /** In sentences: `an ad account`, `the ad account "act_1001"`, `3 ad accounts`. */
  readonly article: 'a' | 'an'
  readonly title: string
  readonly plural: string
  /** How its id looks. Source: FACT (graph-api 1.1): only an ad account's has letters. */
  readonly id: 'digits' | 'act-and-digits'
  /** The resource type as it stands in a URN (`pulumi-nodejs:dynamic/metagrant:AdAccountAccess`); it can never change. */
  readonly resourceType: string
  /** What an entry of the file may be linked with; missing for a kind that names no other asset. */
  readonly link?: LinkFacts<Key>

  /**
   * The task names that Meta's spec gives for `POST {asset}/assigned_users` (`tasks`), sorted.
   * Source: FACT, graph spec v25, `*assigned_users_tasks_enum_param` (graph-api 1.3).
   */
  readonly tasks: readonly string[]
  /** Role levels, lowest first, each with the task combination that is sent to Meta. */
  readonly levels: Readonly<Record<string, readonly string[]>>
  /**
   * What Meta adds by itself to a task that was asked for: `asked -> also read back`.
   * Source: LIVE-CLAIM for the union of each kind's highest level as read back (v23, 2026-07-28; graph-api 1.3); which of
   * the asked tasks brings which of the added ones is INFERENCE: the lowest one that Meta's guide gives the ability to.
   */
  readonly implied: Readonly<Record<string, readonly string[]>>

  /**
   * How the client's token shares it: the edge `agencies`. "none": Meta has no such edge for the kind, so that only the
   * client can share it, change or end the share, by hand, and nobody can list its partners by API.
   * Source: FACT (graph-api 1.1).
   */
  readonly partnerEdge: PartnerEdge | 'none'
  /**
   * What our side sees of our own share: its tasks, only a role (ADMIN or ADVERTISER), or that it is there and no more.
   * Source: FACT (graph-api 1.4 and 1.5), rows of `client_*`: `permitted_tasks`, `permitted_roles`, or neither.
   */
  readonly shareShows: 'tasks' | 'role' | 'nothing'
  /** Our side can end its share with its own token; else only the client can. Source: FACT (graph-api 2.2). */
  readonly canBeGivenUp: boolean

  /**
   * Its people and its partners show, and are written, only with an access token of the asset itself, which Meta gives to
   * whoever has a task on it. Source: FACT (graph-api 1.4, Page).
   */
  readonly hasOwnToken: boolean
  /** People can be taken off by API; else only in Business settings. Source: FACT (graph-api 1.1). */
  readonly peopleCanBeTakenOff: boolean
  /** A member's own edge (`assigned_*`) lists it, with the member's tasks. Source: FACT (graph-api 1.5, spec). */
  readonly isListedByPeople: boolean

  /** Anybody may read its id, so that a look at it proves no access. Source: FACT (graph-api 1.4, Page). */
  readonly hasPublicId: boolean
  /** It names the Business that owns it (`owner_business`). Source: FACT, fields of its node in the spec. */
  readonly showsOwner: boolean
  /** Meta logs who changed what on it (`activities`). Source: FACT, reference of the edge; ad accounts only for our use. */
  readonly hasActivityLog: boolean
  /** What a token needs for it beside `business_management`. Source: graph-api 4.7 (FACT; Instagram BG). */
  readonly permissions: readonly string[]
  /** It spends money: it has a currency, a time zone and a spend cap. Source: FACT (graph-api 3). */
  readonly spends: boolean
  /** Its admin decides on money or speaks for the client, so that policy wants a person. Source: decisions "Rules that the brief leaves open". */
  readonly wantsPersonAsAdmin: boolean
}

/** Another asset of the same client that an entry names. */
type LinkFacts<Key extends string> = {
  /** The key in the entry, and its title for editors. */
  readonly key: string
  readonly title: string
  readonly to: Key
  /** A list of ids, or one id. */
  readonly many: boolean
}

type PartnerEdge = {
  /**
   * Who can change the level of a share that stands. A Page refuses a second share (3989), and ending it first would take
   * everybody off it, our own system user too (graph-api 1.4, LIVE-CLAIM), so that is for the client to do.
   */
  readonly levelChangesBy: 'api' | 'client'
  /**
   * Who has to agree to a share that is not confirmed: our side accepts it, or a second admin of the client approves it.
   * Source: graph-api 1.4, FACT for pixels and ad accounts, INFERENCE for other kinds.
   */
  readonly waitsFor: 'acceptance' | 'second-admin'
}
