import type { GraphApi } from '../graph/api.ts'
import type { DesiredClient } from '../model/desired.ts'
import { ASSET_KINDS } from '../model/kinds.ts'
import type { AgencySide } from './ours/agency-side.ts'
import { readClientShares } from './client/shares.ts'
import { readRelations } from './ours/relations.ts'
import { inTurns } from './in-turns.ts'
import { INVENTORY_VERSION, observedOf, type Inventory } from './inventory.ts'
import { ownLook } from './ours/own-assets.ts'
import { withOwners } from './ours/owner-nodes.ts'
import { secondLook } from './ours/second-look.ts'

export type InventoryRequest = {
  readonly side: AgencySide
  readonly clients: readonly DesiredClient[]
  /** A client's own API by slug, where its file allows a token and there is one. */
  readonly clientApi: (slug: string) => GraphApi | undefined
  /** Our verified e-mail domains. */
  readonly domains: readonly string[]
}

/** Clients whose own side is read in parallel: each token has its own limits. */
const CLIENTS_AT_ONCE = 8

/**
 * Reads, once, everything that the plans of `clients` need. What cannot be read is unknown and stops nothing else.
 * Throws GraphError only when our own token does not work or cannot see our Business.
 */
export async function takeInventory({
  side,
  clients,
  clientApi,
  domains,
}: InventoryRequest): Promise<Inventory> {
  const { members, self, secondFactor } = await side.people()
  const ours = await readOurSide(side, clients)
  const theirs = await inTurns(CLIENTS_AT_ONCE, clients, (client) =>
    readClientShares(
      client.clientSide === 'by-token' ? clientApi(client.slug) : undefined,
      client,
      ({ kind, id }) => observedOf(ours, kind, id),
      domains,
    ),
  )
  const { versionWarning } = side.api
  return {
    version: INVENTORY_VERSION,
    agencyBusiness: side.business,
    self,
    members,
    ...(secondFactor === undefined ? {} : { secondFactor }),
    listings: ours.listings,
    assets: { ...ours.assets, ...Object.fromEntries(theirs.flatMap(({ assets }) => [...assets])) },
    relations: await readRelations(side, clients),
    ...(versionWarning === undefined ? {} : { versionWarning }),
    guests: Object.fromEntries(clients.map(({ slug }, index) => [slug, theirs[index]?.guests ?? []])),
  }
}

/** The kinds that some client should share with us, or that our Business owns, each with its second look. */
async function readOurSide(
  side: AgencySide,
  clients: readonly DesiredClient[],
): Promise<Pick<Inventory, 'listings' | 'assets'>> {
  const declared = clients.flatMap(({ assets }) => assets).filter(({ share }) => share.by !== 'direct')
  const kinds = ASSET_KINDS.filter((kind) => declared.some((asset) => asset.kind === kind))
  const looks = await Promise.all(
    kinds.map(async (kind) => {
      const ofKind = declared.filter((asset) => asset.kind === kind)
      const toShare = ofKind.filter(({ share }) => share.by !== 'own')
      const known = toShare.length === 0 ? undefined : await side.kind(kind)
      const own = await ownLook(side, kind, ofKind, known)
      if (known === undefined) return { kind, own }
      const asked = toShare.filter(({ id }) => !own.assets.has(id))
      return { kind, own, shared: { ...known, assets: await secondLook(side, kind, known, asked) } }
    }),
  )
  const shared = looks.flatMap((look) => (look.shared === undefined ? [] : [look.shared]))
  const owned = await withOwners(
    side,
    [...shared, ...looks.map(({ own }) => ({ ...own, nodes: new Map() }))],
    declared.map(({ id }) => id),
  )
  return {
    listings: Object.fromEntries(
      looks.flatMap(({ kind, shared: look }) => (look === undefined ? [] : [[kind, look.listing]])),
    ),
    assets: Object.fromEntries(owned),
  }
}
