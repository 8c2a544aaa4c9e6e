import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import { GraphError } from '../graph/graph-error.ts'
import { fieldOf, textOf } from '../graph/json.ts'
import { listAll, type Row } from '../graph/list.ts'
import { listMany } from '../graph/list-many.ts'
import { NODES } from '../graph/nodes.ts'
import type { Owner, SharedAsset } from '../model/shared-asset.ts'
import { ASSET_KINDS, type AssetKind } from '../model/kinds.ts'
import type { NotSeen } from '../model/observed.ts'
import type { AgencySide } from './agency-side.ts'
import { notSeen } from './not-seen.ts'

/** Everything shared with our Business, or the first kind that cannot be read: half of it would look like less access. */
export type SharedAssets =
  { readonly assets: readonly SharedAsset[] } | { readonly unread: AssetKind; readonly reason: NotSeen }

/** Whose an asset is. Source: graph-api 3 (FACT). */
const OWNER = 'owner_business{id,name}'

const FIELDS: Readonly<Record<AssetKind, readonly string[]>> = {
  ad_account: ['id', 'name', 'currency', 'timezone_name', OWNER],
  pixel: ['id', 'name', OWNER],
  page: ['id', 'name', 'instagram_business_account{id}', OWNER],
  instagram: ['id', 'ig_user_id', 'ig_username'],
  catalog: ['id', 'name', OWNER],
}

/** What the first listing shows; a Page names the Instagram user that it is linked to. */
type Named = Omit<SharedAsset, 'partner' | 'assignments'> & { readonly instagramUser?: string | undefined }

/**
 * All assets shared with our Business: names, owners and links, with our grant and people as the inventory reads them.
 * Two listings a kind, and a look at each pixel's ad accounts (its `shared_accounts`, graph-api 1.2, FACT) and at each Instagram
 * account's owner. Throws only when the token does not work.
 */
export async function readSharedAssets(side: AgencySide): Promise<SharedAssets> {
  const named: Named[] = []
  for (const kind of ASSET_KINDS) {
    const rows = await rowsOfKind(side, kind)
    if (!Array.isArray(rows)) return { unread: kind, reason: rows }
    named.push(...(await namedOf(side, kind, rows, named)))
  }
  const assets: SharedAsset[] = []
  for (const { instagramUser: _, ...one } of named) {
    const { listing, assets: seen } = await side.kind(one.kind)
    if ('unknown' in listing) return { unread: one.kind, reason: listing.unknown }
    const asset = seen.get(one.id)
    if (asset?.state !== 'present') continue
    const partner = asset.partner.state === 'granted' ? asset.partner.tasks : undefined
    assets.push({ ...one, partner, assignments: asset.assignments })
  }
  return { assets }
}

async function rowsOfKind({ api, business }: AgencySide, kind: AssetKind): Promise<Row[] | NotSeen> {
  try {
    return await listAll(api, [business, NODES[kind].clientEdge], { fields: FIELDS[kind].join(',') })
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return notSeen(error)
  }
}

async function namedOf(
  { api, business }: AgencySide,
  kind: AssetKind,
  rows: readonly Row[],
  before: readonly Named[],
): Promise<Named[]> {
  if (kind === 'instagram') return instagramOf(api, rows, before)
  const links = kind === 'pixel' ? await accountsOf(api, business, rows) : new Map<string, string[]>()
  return rows.map((row): Named => {
    const id = String(row['id'])
    return {
      kind,
      id,
      name: textOf(row['name']) ?? id,
      owner: ownerIn(row),
      links: links.get(id) ?? [],
      instagramUser: textOf(fieldOf(row['instagram_business_account'], 'id')),
      currency: textOf(row['currency']),
      timezone: textOf(row['timezone_name']),
    }
  })
}

/** An asset of Instagram names no owner itself: its user does (FACT, graph-api 1.4), else the Page that it is linked to. */
async function instagramOf(api: GraphApi, rows: readonly Row[], before: readonly Named[]): Promise<Named[]> {
  const users = rows.map((row) => textOf(row['ig_user_id']) ?? '')
  const answers = await readBatch(
    api,
    users.map((id) => ({ path: id, params: { fields: OWNER } })),
  )
  return rows.map((row, index): Named => {
    const page = before.find(
      ({ instagramUser }) => instagramUser !== undefined && instagramUser === users[index],
    )
    const answer = answers[index]
    const owner = answer !== undefined && 'body' in answer ? ownerIn(answer.body as Row) : undefined
    return {
      kind: 'instagram',
      id: String(row['id']),
      name: textOf(row['ig_username']) ?? String(row['id']),
      owner: owner ?? page?.owner,
      links: page === undefined ? [] : [page.id],
      currency: undefined,
      timezone: undefined,
    }
  })
}

/** The ad accounts that use each pixel; a pixel whose list cannot be read has none, which policy then asks for. */
async function accountsOf(
  api: GraphApi,
  business: string,
  pixels: readonly Row[],
): Promise<Map<string, string[]>> {
  const ids = pixels.map((row) => String(row['id']))
  const params = { business, fields: 'id' }
  const lists = await listMany(
    api,
    ids.map((id) => ({ path: [id, 'shared_accounts'], params })),
  )
  return new Map(
    ids.map((id, index) => {
      const list = lists[index]
      return [id, list === undefined || 'error' in list ? [] : list.rows.map((row) => String(row['id']))]
    }),
  )
}

function ownerIn(row: Row): Owner | undefined {
  const owner = row['owner_business']
  const id = textOf(fieldOf(owner, 'id'))
  return id === undefined ? undefined : { id, name: textOf(fieldOf(owner, 'name')) ?? id }
}
