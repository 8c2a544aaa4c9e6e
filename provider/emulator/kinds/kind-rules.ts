import type { z } from 'zod'
import type { AssetKind } from '../../model/kinds.ts'
import type { Random } from '../estate/names.ts'
import type { EdgeSpec, ScopeNeed, ScopeRule, ServedEdge } from '../protocol/edge.ts'
import type { GraphFailure } from '../protocol/failure.ts'
import type { CallContext, NodeRow, NodeType } from '../protocol/node.ts'
import type { ParamSpec } from '../protocol/params.ts'
import type { World } from '../world/world.ts'

/**
 * What the emulator knows of one kind of asset beyond the facts in `model/kinds`: the asset in an estate, its node, the
 * edges that Meta has for it and the rules that are its own. A kind is one value of this type, in a file of its own; what
 * serves all kinds reads it and never compares the name of a kind. The source of a rule stands beside the value.
 */
export type EmulatedKind<Schema extends z.ZodObject> = KindRules<AssetFrom<Schema>> & {
  /** The asset as an estate writes it. */
  readonly estate: Schema
}

/** An asset as the world keeps it: without its access. */
export type AssetFrom<Schema extends z.ZodObject> = Omit<z.output<Schema>, 'partners' | 'assignments'>

export type KindRules<A> = {
  /** Its node; the label is also the name of the SDK's class. */
  readonly node: NodeType<A>
  /** What a token needs to read the node. */
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** The error for somebody who may not read it though their Business has access; hidden as if it were not there when absent. */
  readonly unreadable?: () => GraphFailure
  /** A person may own it. */
  readonly mayBePersonal?: true
  /** Other assets that it names in an estate. */
  readonly linksOf?: (asset: A) => readonly AssetLink[]
  readonly tasks: TaskRules<A>
  readonly people: PeopleRules
  /** Absent for a kind that no API can share. */
  readonly partners?: PartnerRules
  readonly business: BusinessRules
  /** Another node of Meta's that stands for the same asset, with an id of its own. */
  readonly alias?: AliasRules<A>
  /** Edges that only this kind has. */
  readonly edges?: readonly EdgeSpec<A>[]
  /** Nodes that belong to it and are no assets. */
  readonly parts?: PartRules
  /** How a generated estate makes it; absent for a kind that generated estates do not have. */
  readonly generated?: GeneratedRules
}

/** `at` is the path in the asset ("promote_pages.0"). */
type AssetLink = { readonly at: string; readonly id: string; readonly kind: AssetKind }

type TaskRules<A> = {
  /** Names that are taken beside those of the model. */
  readonly more?: readonly string[]
  /** The name under which a task is answered. */
  readonly shownAs?: (asset: A, task: string) => string
  /** The documented roles as tasks, lowest first: nothing else is taken. Any tasks are when absent. */
  readonly combinations?: readonly (readonly string[])[]
  /** The task that lets somebody who is not an admin manage the asset. */
  readonly managing?: string
  /** What the owner may give, which rows of people show as `permitted_tasks`; they have no such field when absent. */
  readonly highest?: readonly string[]
  /** Throws for tasks that this app may not give. */
  readonly check?: (context: CallContext, tasks: readonly string[]) => void
  /** The error for tasks beyond what was shared; "cannot relay" when absent. */
  readonly aboveShare?: () => GraphFailure
}

type PeopleRules = {
  readonly scopes: readonly (ScopeRule | ScopeNeed)[]
  /** POST `assigned_users` requires `tasks`, by the spec. */
  readonly requiresTasks: boolean
  /** POST and DELETE `assigned_users` require `business`. */
  readonly requiresBusiness?: true
  /** A member's own list of its assets, with tasks. Without `method` the SDK lacks it, and only the docs have it. */
  readonly assigned?: { readonly edge: string; readonly method?: string }
  /** What `me` answers for Pages: those the caller has a task on, each with its token, for tokens with this scope. */
  readonly ownTokens?: { readonly edge: string; readonly method: string; readonly scope: string }
}

export type PartnerRules = {
  /** POST `agencies` requires `permitted_tasks`, by the spec. */
  readonly requiresTasks: boolean
  /** Tasks of people that a partner cannot be given. */
  readonly without?: readonly string[]
  /** What a share asks for that names no tasks (INFERENCE: the least there is). */
  readonly least: readonly string[]
  /** Roles that a share may name in place of tasks, highest first. */
  readonly roles?: Readonly<Record<string, readonly string[]>>
  /** A second edge that lists partners. */
  readonly alsoAt?: { readonly edge: string; readonly method: string }
}

/** The edges of a Business about the kind. */
type BusinessRules = {
  /** Its lists are `owned_<edge>` and `client_<edge>`, in the SDK `getOwned<sdk>` and `getClient<sdk>`. */
  readonly edge: string
  readonly sdk: string
  readonly listParams?: Readonly<Record<string, ParamSpec>>
  /** DELETE `<edge>`: the Business lets go of what was shared with it. */
  readonly giveUp?: { readonly edge: string; readonly param: string; readonly method: string }
  /** POST `client_<edge>`: the Business asks for access; `refusal` where Meta no longer takes it. */
  readonly request?: {
    readonly param: string
    readonly type: ParamSpec['type']
    readonly method?: string
    readonly reason?: string
    readonly refusal?: () => GraphFailure
  }
}

export type AliasRules<A> = {
  readonly node: NodeType<A>
  /** The list of a Business that answers these nodes for its own assets. */
  readonly owned: { readonly edge: string; readonly method: string }
  /** The list of a system user that answers them, without tasks; the SDK lacks it for `reason`. */
  readonly assigned: { readonly edge: string; readonly reason: string }
}

export type PartRules = {
  readonly edges: readonly ServedEdge[]
  readonly find: (world: World, id: string) => NodeRow | undefined
}

export type GeneratedRules = {
  /** Its turns, from 0, in each round of assets that a client has. */
  readonly turns: readonly number[]
  /** Each kind has its own, so that people can tell ids apart. */
  readonly firstDigits: string
  /** Tasks that people get; the documented combinations when absent. */
  readonly roles?: readonly (readonly string[])[]
  /** The agency's system user is on each. */
  readonly hasSystemUser?: true
  /** What it has of its own. Takes numbers from `next` in a fixed order, for the same estate from the same seed. */
  readonly details: (id: string, client: GeneratedClient, next: Random) => object
}

type GeneratedClient = {
  /** From 0. */
  readonly index: number
  /** The ids of the client's assets of a kind. */
  readonly idsOf: (kind: AssetKind) => readonly string[]
}
