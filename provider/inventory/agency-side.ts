import type { GraphApi } from '../graph/api.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset, ObservedMember } from '../model/observed.ts'
import type { Listing } from './inventory.ts'
import { readMembers } from './members.ts'
import { sweep } from './sweep.ts'
import { readUserSide } from './user-side.ts'

/** The listing of one kind: how it went, and the assets shared with us as it shows them. */
export type KindListing = { readonly listing: Listing; readonly assets: ReadonlyMap<string, ObservedAsset> }

/** What our own token shows, each part read when first asked for and never twice. */
export type AgencySide = {
  readonly api: GraphApi
  readonly business: string
  /** Everybody of our Business, and the principal behind the token. Throws when the token fails or cannot see the Business. */
  readonly us: () => Promise<{ readonly members: readonly ObservedMember[]; readonly self: Principal }>
  readonly kind: (kind: AssetKind) => Promise<KindListing>
}

/** Our side of Meta, on one token, for one run. */
export function agencySide(api: GraphApi, business: string): AgencySide {
  const us = once(() => readUs(api, business))
  const kinds = new Map<AssetKind, Promise<KindListing>>()
  return {
    api,
    business,
    us,
    kind: (kind) => {
      const known =
        kinds.get(kind) ?? us().then(({ members, self }) => readKind(api, business, kind, members, self))
      kinds.set(kind, known)
      return known
    },
  }
}

async function readUs(api: GraphApi, business: string) {
  const [me] = await Promise.all([
    api.call('GET', ['me'], { fields: 'id,name' }) as Promise<{ id?: unknown }>,
    api.call('GET', [business], { fields: 'id,name' }),
  ])
  const members = await readMembers(api, business)
  const self = members.find(({ id }) => id === me.id)?.principal ?? `#${String(me.id)}`
  return { members, self }
}

/** A listing that fails makes its kind unknown and stops no other; only a token that does not work is thrown. */
async function readKind(
  api: GraphApi,
  business: string,
  kind: AssetKind,
  members: readonly ObservedMember[],
  self: Principal,
): Promise<KindListing> {
  const principals = new Map(members.map(({ id, principal }) => [id, principal]))
  try {
    const assets = await sweep(api, business, kind, (id) => principals.get(id) ?? `#${id}`)
    const complete =
      kind === 'page' && assets.size > 0 ? await withPagePeople(api, assets, members, self) : assets
    return { listing: { rows: complete.size }, assets: complete }
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return { listing: { unknown: { kind: error.kind, message: error.facts.message } }, assets: new Map() }
  }
}

/** A Page's people, from their side; only where our own system user is among them can we assign anybody (graph-api 1.4). */
async function withPagePeople(
  api: GraphApi,
  pages: ReadonlyMap<string, ObservedAsset>,
  members: readonly ObservedMember[],
  self: Principal,
): Promise<Map<string, ObservedAsset>> {
  const assigned = await readUserSide(api, 'page', members)
  return new Map(
    [...pages].map(([id, page]): [string, ObservedAsset] => {
      if (page.state !== 'present') return [id, page]
      const people = assigned.get(id) ?? new Map<Principal, string[]>()
      return [id, { ...page, assignments: Object.fromEntries(people), writable: people.has(self) }]
    }),
  )
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => (known ??= read())
}
