import type { GraphApi } from '../graph/api.ts'
import type { DesiredClient } from '../model/desired.ts'
import { ASSET_KINDS } from '../model/kinds.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { AgencySide } from './agency-side.ts'
import { readClientSide } from './client-side.ts'
import { INVENTORY_VERSION, type Inventory } from './inventory.ts'
import { secondLook } from './second-look.ts'

export type InventoryRequest = {
  readonly side: AgencySide
  readonly clients: readonly DesiredClient[]
  /** A client's own API by slug, where its file lets us use a token and there is one. */
  readonly clientApi: (slug: string) => GraphApi | undefined
  /** Our verified e-mail domains. */
  readonly domains: readonly string[]
}

/**
 * Reads, once, all that the plans of `clients` need. What cannot be read is marked unknown and stops nothing else;
 * only a token that does not work, or cannot see our Business, is thrown (GraphError).
 */
export async function takeInventory({
  side,
  clients,
  clientApi,
  domains,
}: InventoryRequest): Promise<Inventory> {
  const { members, self } = await side.us()
  const shared = clients.flatMap(({ assets }) => assets).filter(({ route }) => route === 'partner')
  const kinds = ASSET_KINDS.filter((kind) => shared.some((asset) => asset.kind === kind))
  const listings = await Promise.all(kinds.map((kind) => side.kind(kind)))
  const looked = await Promise.all(
    kinds.map((kind, index) => {
      const listing = listings[index] ?? { listing: { rows: 0 }, assets: new Map() }
      return secondLook(
        side,
        kind,
        listing,
        shared.filter((asset) => asset.kind === kind),
      )
    }),
  )
  const seen = new Map<string, ObservedAsset>(looked.flatMap((assets) => [...assets]))
  const fromClients = await Promise.all(
    clients.map((client) => readClientSide(apiOf(client, clientApi), client, seen, domains)),
  )
  return {
    version: INVENTORY_VERSION,
    agencyBusiness: side.business,
    self,
    members,
    listings: Object.fromEntries(kinds.map((kind, index) => [kind, listings[index]?.listing])),
    assets: Object.fromEntries([...seen, ...fromClients.flatMap(({ assets }) => [...assets])]),
    guests: Object.fromEntries(clients.map(({ slug }, index) => [slug, fromClients[index]?.guests ?? []])),
  }
}

function apiOf(client: DesiredClient, clientApi: InventoryRequest['clientApi']): GraphApi | undefined {
  return client.clientSide === 'by-token' ? clientApi(client.slug) : undefined
}
