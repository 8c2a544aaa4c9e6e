import type { Finding } from '../../findings/finding.ts'
import { AGENCY_TOKEN, clientTokenVariable, connect } from '../../graph/connect.ts'
import { agencySide, type AgencySide } from '../../inventory/agency-side.ts'
import { isUnread, observedOf, type Inventory } from '../../inventory/inventory.ts'
import { takeInventory } from '../../inventory/take.ts'
import type { DesiredClient } from '../../model/desired.ts'
import type { Agency } from '../../model/model.ts'
import { clientOf, type AssetInputs } from '../../resources/inputs.ts'
import type { RunContext } from './context.ts'
import type { Selection } from './select.ts'
import { missingTokens, tokenFinding } from './tokens.ts'

/** Takes the inventory of the chosen clients, or says which token is missing or does not fit. Can only read. */
export async function readLive(
  selection: Pick<Selection, 'clients' | 'model'>,
  context: RunContext,
): Promise<Inventory | readonly Finding[]> {
  const missing = missingTokens(selection.clients, context)
  return missing.length > 0 ? missing : take(selection.clients, selection.model.agency, context)
}

/**
 * The same inventory with assets that the state still holds and no file lists any more: until the engine has said so
 * nobody knew of them. They are read as what they were, and only if the first look has not shown them.
 */
export async function readDropped(
  inventory: Inventory,
  dropped: readonly AssetInputs[],
  agency: Agency,
  context: RunContext,
): Promise<Inventory | readonly Finding[]> {
  const unread = dropped.filter(({ kind, asset }) => isUnread(observedOf(inventory, kind, asset)))
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
  { env }: Pick<RunContext, 'env'>,
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
  { env }: RunContext,
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
