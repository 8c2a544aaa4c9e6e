import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { listAll } from '../../graph/list.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedAsset } from '../../model/observed.ts'
import type { Listing } from '../inventory.ts'
import { unnamed } from '../members.ts'
import { notSeen } from '../not-seen.ts'
import { sweep, type Side, type Swept } from './sweep.ts'
import { readOurPeople, type Identify, type OurPeople } from './our-people.ts'
import { readFromMembers, type Assigned } from '../from-members.ts'

/** The listing of one kind: its result, and the shared assets in it. */
export type KindListing = Swept & { readonly listing: Listing }

/** What our own token shows; each part is read on first use and never twice. */
export type AgencySide = {
  readonly api: GraphApi
  readonly business: string
  /** Throws when the token fails or cannot see the Business; the next call then reads again. */
  readonly people: () => Promise<OurPeople>
  /** The Businesses that share something with ours, by id. Throws GraphError. */
  readonly clients: () => Promise<ReadonlySet<string>>
  /** A kind that cannot be read is unknown; throws only when the token does not work. */
  readonly kind: (kind: AssetKind) => Promise<KindListing>
  /** The same for what our Business owns itself. */
  readonly owned: (kind: AssetKind) => Promise<KindListing>
}

/** Our side of Meta, with one token, for one run. */
export function agencySide(api: GraphApi, business: string, identify?: Identify): AgencySide {
  const parts = new Map<string, Promise<unknown>>()
  const people = () => once(parts, 'people', () => readOurPeople(api, business, identify))
  const assigned: AssignedOf = (kind) =>
    once(parts, `assigned ${kind}`, async () => {
      const read = await readFromMembers(api, kind, (await people()).members)
      if (read.failed !== undefined) throw read.failed
      return read.assigned
    })
  return {
    api,
    business,
    people,
    clients: () => once(parts, 'clients', () => readClients(api, business)),
    kind: (kind) =>
      once(parts, kind, async () => readKind(api, business, kind, 'shared', await people(), assigned)),
    owned: (kind) =>
      once(parts, `owned ${kind}`, async () =>
        readKind(api, business, kind, 'own', await people(), assigned),
      ),
  }
}

/** What all our members hold on assets of a kind, read once for both listings. */
type AssignedOf = (kind: AssetKind) => Promise<Assigned>

/** Source: graph-api 2.2 (FACT): one row for each Business that appears in a share, with its `access_status`. */
async function readClients(api: GraphApi, business: string): Promise<ReadonlySet<string>> {
  const rows = await listAll(api, [business, 'clients'], { fields: 'id' })
  return new Set(rows.map(({ id }) => String(id)))
}

async function readKind(
  api: GraphApi,
  business: string,
  kind: AssetKind,
  of: Side,
  people: OurPeople,
  assigned: AssignedOf,
): Promise<KindListing> {
  const principals = new Map(people.members.map(({ id, principal }) => [id, principal]))
  try {
    const swept = await sweep(api, business, kind, (id) => principals.get(id) ?? unnamed(id), of)
    const fromPeople = factsOf(kind).hasOwnToken && swept.assets.size > 0
    const assets = fromPeople ? withPeople(swept.assets, people, await assigned(kind)) : swept.assets
    return { ...swept, listing: { rows: assets.size }, assets }
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return { listing: { unknown: notSeen(error) }, assets: new Map(), nodes: new Map(), shown: new Map() }
  }
}

/**
 * Adds the people of assets with their own token, read from the people's side. We can assign people only where the
 * holder of our token is among them (INFERENCE, graph-api 1.4).
 */
function withPeople(
  assets: ReadonlyMap<string, ObservedAsset>,
  { self }: OurPeople,
  assigned: Assigned,
): Map<string, ObservedAsset> {
  return new Map(
    [...assets].map(([id, asset]): [string, ObservedAsset] => {
      if (asset.state !== 'present') return [id, asset]
      const own = assigned.get(id) ?? new Map<Principal, string[]>()
      return [id, { ...asset, people: Object.fromEntries(own), writable: own.has(self) }]
    }),
  )
}

/** Reads a part on first use. A failure is forgotten, so the next caller tries again. */
function once<T>(parts: Map<string, Promise<unknown>>, name: string, read: () => Promise<T>): Promise<T> {
  const known = parts.get(name) as Promise<T> | undefined
  if (known !== undefined) return known
  const reading = read()
  parts.set(name, reading)
  reading.catch(() => parts.delete(name))
  return reading
}
