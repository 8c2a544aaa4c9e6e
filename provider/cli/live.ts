import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { AGENCY_TOKEN, clientTokenVariable, connect, hasToken, tokenMissing } from '../graph/connect.ts'
import { findingOf } from '../graph/finding-of.ts'
import { GraphError } from '../graph/graph-error.ts'
import { agencySide, type AgencySide } from '../inventory/ours/agency-side.ts'
import { isUnread, observedOf, type Inventory } from '../inventory/inventory.ts'
import { takeInventory } from '../inventory/take.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Agency } from '../model/model.ts'
import { clientOf, type AssetInputs } from '../resources/inputs.ts'
import type { Context } from './context.ts'
import type { Selection } from './load.ts'

/** Takes the inventory of the chosen clients, or says which token is missing or does not fit. Can only read. */
export async function readLive(
  selection: Pick<Selection, 'clients' | 'model'>,
  context: Context,
): Promise<Inventory | readonly Finding[]> {
  const missing = missingTokens(selection.clients, context)
  return missing.length > 0 ? missing : take(selection.clients, selection.model.agency, context)
}

/**
 * The same inventory with assets that the state still holds and no file lists any more: until the engine has said so
 * nobody knew of them. They are read as what they were, and only if the first look has not shown them.
 */
export async function readLeaving(
  inventory: Inventory,
  leaving: readonly AssetInputs[],
  agency: Agency,
  context: Context,
): Promise<Inventory | readonly Finding[]> {
  const unread = leaving.filter(({ kind, asset }) => isUnread(observedOf(inventory, kind, asset)))
  if (unread.length === 0) return inventory
  const more = await take(unread.map(clientOf), agency, context)
  if (!('version' in more)) return more
  return {
    ...inventory,
    listings: { ...more.listings, ...inventory.listings },
    assets: { ...more.assets, ...inventory.assets },
    guests: { ...inventory.guests, ...more.guests },
  }
}

/** Does some reading on our own token, or says why it cannot be used. */
export async function asAgency<T>(
  agency: Agency,
  { env }: Pick<Context, 'env'>,
  work: (side: AgencySide) => Promise<T>,
): Promise<T | readonly Finding[]> {
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined) return missingTokens([], { env })
  try {
    return await work(agencySide(api, agency.business))
  } catch (error) {
    return [tokenFinding(error, agency.business)]
  }
}

async function take(
  clients: readonly DesiredClient[],
  agency: Agency,
  { env }: Context,
): Promise<Inventory | readonly Finding[]> {
  return asAgency(agency, { env }, (side) =>
    takeInventory({
      side,
      clients,
      clientApi: (slug) => connect(env, clientTokenVariable(env, slug), 'read'),
      domains: agency.domains,
    }),
  )
}

/** The clients that can be asked about with the tokens at hand, and which tokens the others lack. */
export function askable<C extends Pick<DesiredClient, 'slug' | 'clientSide'>>(
  clients: readonly C[],
  { env }: Pick<Context, 'env'>,
): { readonly clients: readonly C[]; readonly lacking: readonly Finding[] } {
  const lacking = new Map(clients.flatMap((client) => tokenLacking(client, env).map((one) => [client, one])))
  return { clients: clients.filter((client) => !lacking.has(client)), lacking: [...lacking.values()] }
}

/** The tokens that reading these clients takes and that are not set, ours among them. */
export function missingTokens(clients: readonly DesiredClient[], { env }: Pick<Context, 'env'>): Finding[] {
  const ours = hasToken(env, AGENCY_TOKEN) ? [] : [tokenMissing(AGENCY_TOKEN, 'our Business')]
  return [...ours, ...clients.flatMap((client) => tokenLacking(client, env))]
}

function tokenLacking(
  { slug, clientSide }: Pick<DesiredClient, 'slug' | 'clientSide'>,
  env: NodeJS.ProcessEnv,
): Finding[] {
  const variable = clientTokenVariable(env, slug)
  return clientSide !== 'by-token' || hasToken(env, variable)
    ? []
    : [tokenMissing(variable, `the client ${slug}`)]
}

/** A token that works but cannot see our own Business belongs to somebody else. */
export function tokenFinding(error: unknown, business: string): Finding {
  const wrongSide = error instanceof GraphError && (error.kind === 'gone' || error.kind === 'permission')
  if (!wrongSide || !error.facts.path.includes(business)) return findingOf(error, 'our Business')
  return finding(
    'TOKEN_WRONG_SIDE',
    { variable: AGENCY_TOKEN, whose: 'our', business, file: AGENCY_FILE },
    { file: AGENCY_FILE },
  )
}
