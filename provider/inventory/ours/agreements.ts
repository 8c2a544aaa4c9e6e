import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { listAll } from '../../graph/list.ts'
import { listMany } from '../../graph/list-many.ts'
import type { NotSeen } from '../../model/observed.ts'
import { notSeen } from '../not-seen.ts'

/** Shares that our side has to accept. Meta names only the Business that shares, not the pixels. */
export type Agreements =
  { readonly waiting: number; readonly byClient: ReadonlyMap<string, number> } | { readonly unknown: NotSeen }

const PENDING = { fields: 'id,request_status', request_status: 'PENDING' }

/**
 * How many shares our side has to accept, and how many from each of `clients` (each with a Business of theirs); one
 * request when there are none. Source: graph-api 1.4 and 2.2 (FACT, but only in the docs):
 * `received_sharing_agreements` with its two filters, rows of an id and a status. Throws only when the token does not
 * work.
 */
export async function readAgreements(
  api: GraphApi,
  business: string,
  clients: readonly (readonly [slug: string, business: string])[],
): Promise<Agreements> {
  const path = [business, 'received_sharing_agreements']
  try {
    const { length: waiting } = await listAll(api, path, PENDING)
    if (waiting === 0) return { waiting, byClient: new Map() }
    const lists = await listMany(
      api,
      clients.map(([, client]) => {
        return { path, params: { ...PENDING, requesting_business_id: client } }
      }),
    )
    const byClient = new Map<string, number>()
    for (const [index, [slug]] of clients.entries()) {
      const list = lists[index]
      if (list === undefined || 'error' in list || list.rows.length === 0) continue
      byClient.set(slug, (byClient.get(slug) ?? 0) + list.rows.length)
    }
    return { waiting, byClient }
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return { unknown: notSeen(error) }
  }
}
