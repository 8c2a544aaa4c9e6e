import type { AssetKind } from '../../model/kinds.ts'
import type { KINDS } from '../../model/kinds/index.ts'
import type { GraphApi } from '../api.ts'

type NodeParams = Record<string, unknown>

/** What we use of the SDK's asset classes; the kind's facts say what an optional method belongs to. */
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
  /** The edge of our Business that lists assets shared with us, and the field of a row with the asset's id. */
  readonly clientEdge: string
  /** The edge of our Business that lists what it owns itself. */
  readonly ownedEdge: string
  readonly nameField: string
  /** A member's own edge that lists their assets, for a kind with `isListedByPeople`. */
  readonly assignedEdge?: string
  /** The edge of our Business, with its parameter, that ends our own share (`canBeGivenUp`). */
  readonly giveUp?: GiveUp
  /** How to read the assets that it is linked with (`link`). */
  readonly linked?: LinkedBy
  /** The field with the id of the owner, whoever that is. */
  readonly ownerIdAt?: string
  /** The field with the id of the node that names the owner, for a kind without `showsOwner`. */
  readonly ownerAt?: string
}

type GiveUp = { readonly edge: string; readonly parameter: string }

/** An edge of the asset lists them, or one of their fields has the id in one of its own. */
type LinkedBy =
  | { readonly by: 'edge'; readonly edge: string }
  | { readonly by: 'field'; readonly theirs: string; readonly own: string }

type FactsOf<Kind> = Extract<(typeof KINDS)[number], { readonly key: Kind }>

/** The nodes of all kinds. A kind names an edge exactly where its facts say that the edge exists. */
export type NodesByKind = {
  readonly [Kind in AssetKind]: NodeFacts &
    If<FactsOf<Kind>['isListedByPeople'], 'assignedEdge'> &
    If<FactsOf<Kind>['canBeGivenUp'], 'giveUp'> &
    If<FactsOf<Kind> extends { readonly link: unknown } ? true : false, 'linked'>
}

type If<Said, Key extends keyof NodeFacts> = Said extends true
  ? Required<Pick<NodeFacts, Key>>
  : { readonly [K in Key]?: never }
