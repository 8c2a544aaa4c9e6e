import { readBatch } from '../graph/batch.ts'
import { GraphError } from '../graph/graph-error.ts'
import { fieldOf, textOf } from '../graph/json.ts'
import { listAll, type Row } from '../graph/list.ts'
import { listMany } from '../graph/list-many.ts'
import { nodeFactsOf } from '../graph/nodes.ts'
import type { Owner, SharedAsset } from '../model/shared-asset.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../model/kinds.ts'
import type { NotSeen } from '../model/observed.ts'
import type { AgencySide } from './agency-side.ts'
import { notSeen } from './not-seen.ts'

/** Everything shared with our Business, or the first kind that cannot be read: half of it would look like less access. */
export type SharedAssets =
  { readonly assets: readonly SharedAsset[] } | { readonly unread: AssetKind; readonly reason: NotSeen }

/** Whose an asset is. Source: spec field (FACT). */
const OWNER = 'owner_business{id,name}'

/** What the first listing shows, with its row: what is linked to it by a field of its own finds it there. */
type Named = { readonly asset: Omit<SharedAsset, 'partner' | 'assignments'>; readonly row: Row }

/**
 * All assets shared with our Business: names, owners and links, with our grant and people as the inventory reads them.
 * Two listings a kind, and a look at the links and at the owner of each asset of a kind whose rows do not tell them. Throws
 * only when the token does not work.
 */
export async function readSharedAssets(side: AgencySide): Promise<SharedAssets> {
  const named: Named[] = []
  for (const kind of ASSET_KINDS) {
    const rows = await rowsOfKind(side, kind)
    if (!Array.isArray(rows)) return { unread: kind, reason: rows }
    named.push(...(await namedOf(side, kind, rows, named)))
  }
  const assets: SharedAsset[] = []
  for (const { asset } of named) {
    const { listing, assets: seen } = await side.kind(asset.kind)
    if ('unknown' in listing) return { unread: asset.kind, reason: listing.unknown }
    const one = seen.get(asset.id)
    if (one?.state !== 'present') continue
    const partner = one.partner.state === 'granted' ? one.partner.tasks : undefined
    assets.push({ ...asset, partner, assignments: one.assignments })
  }
  return { assets }
}

async function rowsOfKind({ api, business }: AgencySide, kind: AssetKind): Promise<Row[] | NotSeen> {
  const { clientEdge, nameField, linked, ownerAt } = nodeFactsOf(kind)
  const { spends, showsOwner } = factsOf(kind)
  const fields = new Set([
    'id',
    nameField,
    ...(linked?.by === 'field' ? [linked.own] : []),
    ...(ownerAt === undefined ? [] : [ownerAt]),
    ...fieldsForOthers(kind),
    ...(spends ? ['currency', 'timezone_name'] : []),
    ...(showsOwner ? [OWNER] : []),
  ])
  try {
    return await listAll(api, [business, clientEdge], { fields: [...fields].join(',') })
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return notSeen(error)
  }
}

/** The fields by which assets of other kinds find the one that they are linked with. */
function fieldsForOthers(kind: AssetKind): string[] {
  return ASSET_KINDS.filter((other) => factsOf(other).link?.to === kind).flatMap((other) => {
    const { linked } = nodeFactsOf(other)
    return linked?.by === 'field' ? [`${linked.theirs}{id}`] : []
  })
}

async function namedOf(
  side: AgencySide,
  kind: AssetKind,
  rows: readonly Row[],
  before: readonly Named[],
): Promise<Named[]> {
  const { nameField } = nodeFactsOf(kind)
  const links = await linksOf(side, kind, rows, before)
  const owners = await ownersOf(side, kind, rows)
  return rows.map((row, index): Named => {
    const id = String(row['id'])
    const own = links[index] ?? []
    return {
      row,
      asset: {
        kind,
        id,
        name: textOf(row[nameField]) ?? id,
        owner: owners === undefined ? ownerIn(row) : (owners[index] ?? ownerAmong(before, own)),
        links: own,
        currency: textOf(row['currency']),
        timezone: textOf(row['timezone_name']),
      },
    }
  })
}

/** What each of the rows is linked with. */
async function linksOf(
  side: AgencySide,
  kind: AssetKind,
  rows: readonly Row[],
  before: readonly Named[],
): Promise<string[][]> {
  const { linked } = nodeFactsOf(kind)
  if (linked === undefined) return []
  if (linked.by === 'edge') return linkedByEdge(side, linked.edge, rows)
  const { theirs, own } = linked
  return rows.map((row) => {
    const wanted = textOf(row[own])
    const other = before.find(
      (one) => wanted !== undefined && textOf(fieldOf(one.row[theirs], 'id')) === wanted,
    )
    return other === undefined ? [] : [other.asset.id]
  })
}

/** Where the edge of an asset cannot be read it has no links, which policy then asks for. */
async function linkedByEdge(
  { api, business }: AgencySide,
  edge: string,
  rows: readonly Row[],
): Promise<string[][]> {
  const params = { business, fields: 'id' }
  const lists = await listMany(
    api,
    rows.map((row) => ({ path: [String(row['id']), edge], params })),
  )
  return lists.map((list) => ('error' in list ? [] : list.rows.map((row) => String(row['id']))))
}

/** The owners that another node names; undefined for a kind that names its own. */
async function ownersOf(
  { api }: AgencySide,
  kind: AssetKind,
  rows: readonly Row[],
): Promise<(Owner | undefined)[] | undefined> {
  const { ownerAt } = nodeFactsOf(kind)
  if (ownerAt === undefined) return undefined
  const answers = await readBatch(
    api,
    rows.map((row) => ({ path: textOf(row[ownerAt]) ?? '', params: { fields: OWNER } })),
  )
  return answers.map((answer) => ('body' in answer ? ownerIn(answer.body as Row) : undefined))
}

/** The owner of what an asset is linked with, else that of the asset itself. */
function ownerAmong(before: readonly Named[], links: readonly string[]): Owner | undefined {
  return before.find(({ asset }) => links.includes(asset.id))?.asset.owner
}

function ownerIn(row: Row): Owner | undefined {
  const owner = row['owner_business']
  const id = textOf(fieldOf(owner, 'id'))
  return id === undefined ? undefined : { id, name: textOf(fieldOf(owner, 'name')) ?? id }
}
