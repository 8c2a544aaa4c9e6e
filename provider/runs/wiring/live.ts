import type { Finding } from '../../findings/finding.ts'
import { AGENCY_TOKEN, clientTokenVariable, connect } from '../../graph/connect.ts'
import { agencySide, type AgencySide } from '../../inventory/ours/agency-side.ts'
import { isUnread, observedOf, type Inventory } from '../../inventory/inventory.ts'
import { takeInventory } from '../../inventory/take.ts'
import type { Identify } from '../../inventory/ours/our-people.ts'
import type { DesiredClient } from '../../model/desired.ts'
import { hasStrangers, identified, type IdsInState } from '../../model/identify.ts'
import type { Agency } from '../../model/model.ts'
import { clientOf, type AssetInputs } from '../../resources/inputs.ts'
import type { RunContext } from './context.ts'
import type { Selection } from './select.ts'
import { missingTokens, tokenFinding } from './tokens.ts'

/**
 * Reads the inventory of the chosen clients, or reports tokens that are missing or do not fit. Reads only. `known` are
 * ids of people in the engine's state; it is asked only where somebody of our Business is in no line of agency.yaml.
 */
export async function readLive(
  selection: Pick<Selection, 'clients' | 'model'>,
  context: RunContext,
  known?: () => Promise<IdsInState>,
): Promise<Inventory | readonly Finding[]> {
  const missing = missingTokens(selection.clients, context)
  return missing.length > 0 ? missing : take(selection.clients, selection.model.agency, context, known)
}

/**
 * Adds dropped assets to the inventory: only the engine's state knows them, so the first read left them out. Assets
 * that were already read are not read again.
 */
export async function readDropped(
  inventory: Inventory,
  dropped: readonly AssetInputs[],
  agency: Agency,
  context: RunContext,
  known?: () => Promise<IdsInState>,
): Promise<Inventory | readonly Finding[]> {
  const unread = dropped.filter(({ kind, asset, route }) =>
    isUnread(observedOf(inventory, kind, asset, route === 'own')),
  )
  if (unread.length === 0) return inventory
  const more = await take(unread.map(clientOf), agency, context, known)
  if (!('version' in more)) return more
  return {
    ...inventory,
    listings: { ...more.listings, ...inventory.listings },
    assets: { ...more.assets, ...inventory.assets },
    guests: { ...inventory.guests, ...more.guests },
  }
}

/** Runs `work` on our own token, read-only, or reports why the token cannot be used. */
export async function asAgency<T>(
  agency: Agency,
  { env }: Pick<RunContext, 'env'>,
  work: (side: AgencySide) => Promise<T>,
  known?: () => Promise<IdsInState>,
): Promise<T | readonly Finding[]> {
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined) return missingTokens([], { env })
  try {
    return await work(agencySide(api, agency.business, identifyBy(agency, known)))
  } catch (error) {
    return [tokenFinding(error, agency.business)]
  }
}

async function take(
  clients: readonly DesiredClient[],
  agency: Agency,
  { env }: RunContext,
  known?: () => Promise<IdsInState>,
): Promise<Inventory | readonly Finding[]> {
  const work = (side: AgencySide) =>
    takeInventory({
      side,
      clients,
      clientApi: (slug) => connect(env, clientTokenVariable(env, slug), 'read'),
      domains: agency.domains,
    })
  return asAgency(agency, { env }, work, known)
}

/** Ties the members of our Business to the lines of agency.yaml. */
export function identifyBy(agency: Agency, known?: () => Promise<IdsInState>): Identify {
  return async (members) => {
    const byFile = identified(members, agency)
    const asks = known !== undefined && hasStrangers(byFile, agency)
    return asks ? identified(members, agency, await known()) : byFile
  }
}
