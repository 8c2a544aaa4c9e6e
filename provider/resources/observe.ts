import { agencySide, type AgencySide } from '../inventory/agency-side.ts'
import { membersOf, observedOf, type Inventory } from '../inventory/inventory.ts'
import { takeInventory } from '../inventory/take.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { Surroundings } from '../plan/surroundings.ts'
import { desiredOf, type AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'
import { inventoryOfRun } from './run-folder.ts'

/** One look at an asset: what is there, and what it is compared within. */
export type Look = { readonly observed: ObservedAsset; readonly around: Surroundings }

/** Looks at assets for one provider process: in the run's inventory, else with our own token, each listing read once. */
export function observer(env: NodeJS.ProcessEnv, meta: Meta) {
  let side: AgencySide | undefined
  return async (inputs: AssetInputs, managed: readonly Principal[]): Promise<Look> => {
    const given = inventoryOfRun(env)
    const inventory =
      given ??
      (await takeFor(inputs, (side ??= agencySide(meta.agency('read'), inputs.agencyBusiness)), meta))
    return lookIn(inventory, inputs, managed)
  }
}

/** The part of an inventory that concerns one asset. */
export function lookIn(inventory: Inventory, inputs: AssetInputs, managed: readonly Principal[]): Look {
  const guests = inventory.guests[inputs.client] ?? []
  return {
    observed: observedOf(inventory, inputs.kind, inputs.asset),
    around: {
      agencyBusiness: inputs.agencyBusiness,
      clientSide: inputs.clientSide,
      unmanaged: inputs.unmanaged,
      members: membersOf(inputs.route === 'partner' ? inventory.members : guests),
      self: inventory.self,
      managed,
    },
  }
}

function takeFor(inputs: AssetInputs, side: AgencySide, meta: Meta): Promise<Inventory> {
  const client = {
    slug: inputs.client,
    business: inputs.clientBusiness,
    agencyBusiness: inputs.agencyBusiness,
    clientSide: inputs.clientSide,
    unmanaged: inputs.unmanaged,
    assets: [desiredOf(inputs)],
  }
  const domains = Object.keys(inputs.people).map((principal) => principal.split('@')[1] ?? '')
  return takeInventory({ side, clients: [client], clientApi: (slug) => meta.client(slug, 'read'), domains })
}
