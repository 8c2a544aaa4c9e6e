import { ASSET_KINDS, type AssetKind } from '../../provider/model/kinds.ts'
import { NODES } from '../../provider/graph/kinds/index.ts'
import { askWith, fieldOf, rowsOf, type AskGraph } from './ask.ts'

/** What the account holds, to ask about: one asset of each kind at most. */
export type Found = {
  readonly business: string
  readonly assets: readonly { readonly kind: AssetKind; readonly id: string }[]
  readonly clients: readonly string[]
  /** The edges that list assets. */
  readonly edges: readonly string[]
  /** Asks with the Page's own token; undefined where the caller gets none. */
  readonly pageCall: (page: string) => Promise<AskGraph | undefined>
}

const EDGES = ASSET_KINDS.flatMap((kind) => {
  return [NODES[kind].clientEdge, ownedEdge(kind)].map((edge) => ({ kind, edge }))
})

/** The edge that lists a Business's own assets of a kind. Source: graph-api 2.2 (FACT). */
export function ownedEdge(kind: AssetKind): string {
  return NODES[kind].clientEdge.replace(/^client_/, 'owned_')
}

/** Looks with GET for something of each kind; what a token may not list is left out. */
export async function find(url: string, call: AskGraph, business: string): Promise<Found> {
  const assets = new Map<AssetKind, string>()
  for (const { kind, edge } of EDGES) {
    if (assets.has(kind)) continue
    const [first] = idsIn(await call('GET', `${business}/${edge}`, { fields: 'id', limit: '1' }))
    if (first !== undefined) assets.set(kind, first)
  }
  return {
    business,
    assets: [...assets].map(([kind, id]) => ({ kind, id })),
    clients: idsIn(await call('GET', `${business}/clients`, { fields: 'id', limit: '1' })),
    edges: EDGES.map(({ edge }) => edge),
    pageCall: async (page) => {
      const token = fieldOf((await call('GET', page, { fields: 'access_token' })).body, 'access_token')
      return typeof token === 'string' ? askWith(url, token) : undefined
    },
  }
}

function idsIn(answer: { readonly body: unknown }): string[] {
  return rowsOf(answer).flatMap((row) => {
    const id = fieldOf(row, 'id')
    return typeof id === 'string' ? [id] : []
  })
}
