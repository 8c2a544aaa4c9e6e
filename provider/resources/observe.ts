import type { AgencySide } from '../inventory/ours/agency-side.ts'
import { assetKey, membersOf, observedOf, type Inventory } from '../inventory/inventory.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset } from '../model/observed.ts'
import { domainOf, isPerson } from '../model/principal.ts'
import type { Change } from '../plan/change.ts'
import { changeKey } from '../plan/narrowed.ts'
import type { Surroundings } from '../plan/surroundings.ts'
import { clientOf, type AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'
import { inventoryOfRun } from './run-folder.ts'

/** One read of an asset: what is there, and the surroundings of its comparison. */
export type Look = {
  readonly observed: ObservedAsset
  readonly around: Surroundings
  /** Whether this run makes only a part of what the files ask for. */
  readonly isPart: boolean
  /** Whether this run is to make a change: one by the clock makes only what it is for. */
  readonly isAsked: (change: Change) => boolean
  /** Whether the same read shows the person on another asset of the kind. */
  readonly isShownElsewhere: (principal: Principal) => boolean
}

/** Reads assets for one provider process: from the run's inventory, else with our own token, each listing once. */
export function observer(env: NodeJS.ProcessEnv, meta: Meta) {
  let side: Promise<AgencySide> | undefined
  return async (inputs: AssetInputs, managed: readonly Principal[] | undefined): Promise<Look> => {
    const given = inventoryOfRun(env)
    if (given !== undefined) return lookIn(given, inputs, managed)
    side ??= ownSide(meta, inputs.agencyBusiness)
    return lookIn(await takeFor(inputs, await side, meta), inputs, managed)
  }
}

async function ownSide(meta: Meta, business: string): Promise<AgencySide> {
  const { agencySide } = await import('../inventory/ours/agency-side.ts')
  return agencySide(await meta.agency('read'), business)
}

/**
 * The part of an inventory about one asset. `managed` are those whom the engine's record names; without a record, those
 * of earlier versions of the file count. Those whom the old stack of a moving asset names count beside both.
 */
export function lookIn(
  inventory: Inventory,
  inputs: AssetInputs,
  managed: readonly Principal[] | undefined,
): Look {
  const guests = inventory.guests[inputs.client] ?? []
  return {
    observed: observedOf(inventory, inputs.kind, inputs.asset, inputs.route === 'own'),
    around: {
      agencyBusiness: inputs.agencyBusiness,
      clientSide: inputs.clientSide,
      unmanaged: inputs.unmanaged,
      members: membersOf(inputs.route === 'direct-share' ? guests : inventory.members),
      self: inventory.self,
      managed: managedOf(inventory, assetKey(inputs.kind, inputs.asset), managed),
      ...(inputs.ended === undefined ? {} : { ended: inputs.ended }),
    },
    isPart: inventory.only !== undefined,
    isAsked: (change) => inventory.only?.includes(changeKey(change)) ?? true,
    isShownElsewhere: (principal) =>
      Object.entries(inventory.assets).some(
        ([id, seen]) =>
          id !== inputs.asset &&
          seen.kind === inputs.kind &&
          seen.state === 'present' &&
          seen.people[principal] !== undefined,
      ),
  }
}

function managedOf(
  { former, moved }: Inventory,
  key: string,
  managed: readonly Principal[] | undefined,
): readonly Principal[] {
  const own = managed ?? former?.[key] ?? []
  const more = moved?.[key] ?? []
  return more.length === 0 ? own : [...new Set([...own, ...more])]
}

async function takeFor(inputs: AssetInputs, side: AgencySide, meta: Meta): Promise<Inventory> {
  const { takeInventory } = await import('../inventory/take.ts')
  const domains = Object.keys(inputs.people).filter(isPerson).map(domainOf)
  const api = inputs.clientSide === 'by-token' ? await meta.client(inputs.client, 'read') : undefined
  return takeInventory({ side, clients: [clientOf(inputs)], clientApi: () => api, domains })
}
