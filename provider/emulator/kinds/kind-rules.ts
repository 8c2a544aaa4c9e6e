import type { z } from 'zod'
import type { AssetKind } from '../../model/kinds.ts'
import type { Random } from '../estate/names.ts'
import type { EdgeSpec, ScopeNeed, ScopeRule, ServedEdge } from '../protocol/edge.ts'
import type { GraphFailure } from '../protocol/failure.ts'
import type { CallContext, NodeRow, NodeType } from '../protocol/node.ts'
import type { ParamSpec } from '../protocol/params.ts'
import type { World } from '../world/world.ts'

/**
 * What the emulator knows of one kind beyond the facts in `model/kinds`: the asset in an estate, its node, its edges at
 * Meta and its own rules. A kind is one value of this type, in a file of its own; shared code reads the value and never
 * compares a kind's name. The source of a rule is beside the value.
 */
export type EmulatedKind<Schema extends z.ZodObject> = KindRules<AssetFrom<Schema>> & {
  /** The asset as written in an estate. */
  readonly estate: Schema
}

/** An asset in the world, without its access. */
export type AssetFrom<Schema extends z.ZodObject> = Omit<z.output<Schema>, 'partners' | 'assignments'>

export type KindRules<A> = {
  /** Its node; the label is also the name of the SDK's class. */
  readonly node: NodeType<A>
  /** Permissions that a token needs to read the node. */
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** The error for a caller who may not read it though their Business has access; absent: as if it did not exist. */
  readonly unreadable?: () => GraphFailure
  /** A person may own it. */
  readonly mayBePersonal?: true
  /** Other assets that it names in an estate. */
  readonly linksOf?: (asset: A) => readonly AssetLink[]
  readonly tasks: TaskRules<A>
  readonly people: PeopleRules
  /** Absent for a kind that no API shares. */
  readonly partners?: PartnerRules
  readonly business: BusinessRules
  /** Absent for a kind that no asset group holds. */
  readonly group?: GroupRules
  /** Another node of Meta's for the same asset, with its own id. */
  readonly alias?: AliasRules<A>
  /** Edges of this kind alone. */
  readonly edges?: readonly EdgeSpec<A>[]
  /** Nodes that belong to the asset and are no assets. */
  readonly parts?: PartRules
  /** How a generated estate makes it; absent for a kind that it leaves out. */
  readonly generated?: GeneratedRules
}

/** `at` is the path in the asset ("promote_pages.0"). */
type AssetLink = { readonly at: string; readonly id: string; readonly kind: AssetKind }

type TaskRules<A> = {
  /** Names that Meta accepts beside the model's. */
  readonly more?: readonly string[]
  /** The name of a task in answers. */
  readonly shownAs?: (asset: A, task: string) => string
  /** The documented roles as tasks, lowest first; Meta accepts nothing else. Absent: any tasks. */
  readonly combinations?: readonly (readonly string[])[]
  /** The task that allows a caller who is no admin to manage the asset. */
  readonly managing?: string
  /** What the owner may give; rows of people show it as `permitted_tasks`. Absent: rows have no such field. */
  readonly highest?: readonly string[]
  /** Throws for tasks that this app may not give. */
  readonly check?: (context: CallContext, tasks: readonly string[]) => void
  /** The error for tasks beyond the share; absent: "cannot relay". */
  readonly aboveShare?: () => GraphFailure
}

type PeopleRules = {
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** POST `assigned_users` requires `tasks`. Source: graph-api 1.2 (FACT). */
  readonly requiresTasks: boolean
  /** POST and DELETE `assigned_users` require `business`. */
  readonly requiresBusiness?: true
  /** A member's own edge that lists these assets with tasks. Without `method`, only the docs have it, not the SDK. */
  readonly assigned?: { readonly edge: string; readonly method?: string }
  /** The edge of `me` that lists assets on which the caller has a task. */
  readonly mine?: {
    readonly edge: string
    readonly method: string
    readonly scopes?: readonly ScopeRule[]
    /**
     * Rows hold the asset's own token and the caller's tasks, for tokens with this permission; others get an empty
     * list.
     */
    readonly tokensFor?: string
  }
}

export type PartnerRules = {
  /** POST `agencies` requires `permitted_tasks`. Source: graph-api 1.2 (FACT). */
  readonly requiresTasks: boolean
  /** Tasks of people that a partner cannot get. */
  readonly without?: readonly string[]
  /** The tasks of a share that names none (INFERENCE: the least). */
  readonly least: readonly string[]
  /** Roles that a share may name instead of tasks, highest first. */
  readonly roles?: Readonly<Record<string, readonly string[]>>
  /** A second edge that lists partners. */
  readonly alsoAt?: { readonly edge: string; readonly method: string }
}

/** The edges of a Business about the kind. */
type BusinessRules = {
  /** Its edges are `owned_<edge>` and `client_<edge>`, in the SDK `getOwned<sdk>` and `getClient<sdk>`. */
  readonly edge: string
  readonly sdk: string
  /** What a token needs for these lists beside `business_management`. */
  readonly listScopes?: readonly ScopeNeed[]
  readonly listParams?: Readonly<Record<string, ParamSpec>>
  /** DELETE `<edge>`: the Business gives up an asset that was shared with it. */
  readonly giveUp?: { readonly edge: string; readonly param: string; readonly method: string }
  /** POST `owned_<edge>`: the Business claims an asset; `taken` is the refusal when another Business owns it. */
  readonly claim?: {
    readonly param: string
    readonly type: ParamSpec['type']
    readonly method: string
    readonly more?: Readonly<Record<string, ParamSpec>>
    readonly taken: () => GraphFailure
  }
  /** POST `client_<edge>`: the Business asks for access; `refusal` where Meta no longer accepts it. */
  readonly request?: {
    readonly param: string
    readonly type: ParamSpec['type']
    readonly method?: string
    readonly reason?: string
    readonly refusal?: () => GraphFailure
  }
}

/** The edges of an asset group about the kind. */
type GroupRules = {
  /** Its edge is `contained_<edge>`, in the SDK `getContained<sdk>s` and `createContained<sdk>`. */
  readonly edge: string
  readonly sdk: string
  /** The parameter with the tasks that the group gives on the kind; absent: the group gives none. */
  readonly tasks?: string
}

export type AliasRules<A> = {
  readonly node: NodeType<A>
  /** The edge of a Business that lists these nodes for its own assets. */
  readonly owned: { readonly edge: string; readonly method: string }
  /** The edge of a system user that lists them, without tasks; the SDK lacks it for `reason`. */
  readonly assigned: { readonly edge: string; readonly reason: string }
}

export type PartRules = {
  readonly edges: readonly ServedEdge[]
  readonly find: (world: World, id: string) => NodeRow | undefined
}

export type GeneratedRules = {
  /** Its positions, from 0, in each round of a client's assets. */
  readonly turns: readonly number[]
  /** Each kind has its own, so that people can tell ids apart. */
  readonly firstDigits: string
  /** Tasks that people get; absent: the documented combinations. */
  readonly roles?: readonly (readonly string[])[]
  /** The agency's system user is on each of them. */
  readonly hasSystemUser?: true
  /** Its own fields. Takes numbers from `next` in a fixed order, so the same seed gives the same estate. */
  readonly details: (id: string, client: GeneratedClient, next: Random) => object
}

type GeneratedClient = {
  /** From 0. */
  readonly index: number
  /** The ids of the client's assets of a kind. */
  readonly idsOf: (kind: AssetKind) => readonly string[]
}
