import type { GraphApi } from '../../graph/api.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { businessesOf, type DesiredClient } from '../../model/desired.ts'
import type { NotSeen, ObservedMember } from '../../model/observed.ts'
import { readPartners, type AssetPartners } from './partners.ts'
import { isGuest } from './direct-shares.ts'
import { readMembers } from '../members.ts'
import { notSeen } from '../not-seen.ts'

/** What only a client's own token shows: the client's other partners, and our people in its Business. */
export type ClientView = {
  readonly partners: readonly AssetPartners[]
  readonly guests: readonly ObservedMember[] | { readonly unknown: NotSeen }
}

/** Reads a client with its own token; throws no GraphError. `domains` are ours; `apiWith` takes an asset's own token. */
export async function readClientView(
  api: GraphApi,
  client: DesiredClient,
  domains: readonly string[],
  apiWith: (token: string) => GraphApi,
): Promise<ClientView> {
  const [partners, guests] = await Promise.all([
    readPartners(
      api,
      // A client's token shows nothing of what our own Business owns.
      client.assets.filter(({ share }) => share.by !== 'own'),
      apiWith,
    ),
    readGuests(api, businessesOf(client), domains),
  ])
  return { partners, guests }
}

async function readGuests(
  api: GraphApi,
  businesses: readonly string[],
  domains: readonly string[],
): Promise<ClientView['guests']> {
  try {
    const members = await Promise.all(businesses.map((business) => readMembers(api, business)))
    return members.flat().filter((member) => isGuest(member, domains))
  } catch (error) {
    if (error instanceof GraphError) return { unknown: notSeen(error) }
    throw error
  }
}
