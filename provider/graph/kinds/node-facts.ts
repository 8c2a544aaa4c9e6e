import type { AssetKind } from '../../model/kinds.ts'
import type { KINDS } from '../../model/kinds/index.ts'
import type { GraphApi } from '../api.ts'

type NodeParams = Record<string, unknown>

/** What the SDK's asset classes have in common for us; what an optional method stands for, the kind's facts say. */
export type AssetNode = {
  createAgency?(fields: string[], params: NodeParams): Promise<unknown>
  deleteAgencies?(params: NodeParams): Promise<unknown>
  createAssignedUser(fields: string[], params: NodeParams): Promise<unknown>
  deleteAssignedUsers?(params: NodeParams): Promise<unknown>
}

type AssetClass = new (id: string, data: object, parent: undefined, api: GraphApi) => AssetNode

/** How one kind is reached through the Graph API. Sources: graph-api 1.1, 1.5 and 2.2 (FACT). */
export type NodeFacts = {
  readonly node: AssetClass
  /** The edge under our Business that lists what is shared with us, and the field of a row that names the asset. */
  readonly clientEdge: string
  readonly nameField: string
  /** A member's own edge that lists the assets they are on, for a kind with one (`isListedByPeople`). */
  readonly assignedEdge?: string
  /** How our side ends its own share (`canBeGivenUp`): the edge under our Business and its parameter. */
  readonly giveUp?: GiveUp
  /** How the assets that it is linked with (`link`) are read. */
  readonly linked?: LinkedBy
  /** The field with the id of another node that names the owner, where the kind does not itself (`showsOwner`). */
  readonly ownerAt?: string
}

type GiveUp = { readonly edge: string; readonly parameter: string }

/** An edge of the asset lists them, or a field of theirs has the id that a field of its own has. */
type LinkedBy =
  | { readonly by: 'edge'; readonly edge: string }
  | { readonly by: 'field'; readonly theirs: string; readonly own: string }

type FactsOf<Kind> = Extract<(typeof KINDS)[number], { readonly key: Kind }>

/** The nodes of all kinds: a kind whose facts say that an edge is there has to name it, and no other may. */
export type NodesByKind = {
  readonly [Kind in AssetKind]: NodeFacts &
    If<FactsOf<Kind>['isListedByPeople'], 'assignedEdge'> &
    If<FactsOf<Kind>['canBeGivenUp'], 'giveUp'> &
    If<FactsOf<Kind> extends { readonly link: unknown } ? true : false, 'linked'>
}

type If<Said, Key extends keyof NodeFacts> = Said extends true
  ? Required<Pick<NodeFacts, Key>>
  : { readonly [K in Key]?: never }
