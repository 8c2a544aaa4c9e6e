import type { Emulator, Estate } from '../../../provider/emulator/index.ts'
import type { GraphApi } from '../../../provider/graph/api.ts'
import { agencySide } from '../../../provider/inventory/ours/agency-side.ts'
import type { Inventory } from '../../../provider/inventory/inventory.ts'
import { takeInventory } from '../../../provider/inventory/take.ts'
import type { DesiredAsset, DesiredClient } from '../../../provider/model/desired.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import { apiOver } from '../graph/support.ts'

export const AGENCY = '9001'
const DOMAIN = 'agency.example'

/** A client that can only read, on the token of this name. */
export function reader({ url, tokens }: Pick<Emulator, 'url' | 'tokens'>, name = 'agency'): GraphApi {
  return apiOver({ baseUrl: url, token: tokens[name] ?? '' })
}

/** What a file asks of one asset: our share at the highest level, and people at the lowest. */
export function wanted(
  kind: AssetKind,
  id: string,
  people: readonly string[] = [],
  by: 'partner' | 'direct' = 'partner',
): DesiredAsset {
  const level = levelsOf(kind).at(-1) ?? 'advertiser'
  const low = levelsOf(kind)[0] ?? 'advertiser'
  return {
    kind,
    id,
    name: id,
    owners: ['8001'],
    share: by === 'partner' ? { by, grant: { level, tasks: tasksOf(kind, level) } } : { by },
    people: people.map((principal) => ({
      principal,
      level: low,
      tasks: tasksOf(kind, low),
      because: [],
      at: undefined,
    })),
    at: undefined,
  }
}

export function clientOf(assets: readonly DesiredAsset[], more: Partial<DesiredClient> = {}): DesiredClient {
  return {
    slug: 'acme',
    business: '8001',
    agencyBusiness: AGENCY,
    clientSide: 'by-hand',
    unmanaged: 'report',
    assets,
    ...more,
  }
}

/** A file for each client of an estate, which lists all that the client owns. */
export function clientsOf(
  { businesses, assets }: Pick<Estate, 'businesses' | 'assets'>,
  more: Partial<DesiredClient> = {},
): DesiredClient[] {
  return businesses
    .filter(({ id }) => assets.some(({ owner }) => owner === id))
    .map(({ id }, index) =>
      clientOf(
        assets.filter(({ owner }) => owner === id).map((asset) => wanted(asset.kind, asset.id)),
        { slug: `client-${index + 1}`, business: id, ...more },
      ),
    )
}

/** An inventory as commands take it; by token, a client's token has the name of its slug. */
export async function take(
  emulator: Pick<Emulator, 'url' | 'tokens'>,
  clients: readonly DesiredClient[],
  { business = AGENCY, token = 'agency' }: { readonly business?: string; readonly token?: string } = {},
): Promise<Inventory> {
  return await takeInventory({
    side: agencySide(reader(emulator, token), business),
    clients,
    clientApi: (slug) => (emulator.tokens[slug] === undefined ? undefined : reader(emulator, slug)),
    domains: [DOMAIN],
  })
}
