import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Comparison } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import type { Surroundings } from '../plan/surroundings.ts'
import { inputsOf } from '../resources/inputs.ts'
import { lookIn } from '../resources/observe.ts'

/** One asset of a client as the files want it, as Meta has it, and how the two differ. */
export type LookedAt = {
  readonly client: DesiredClient
  readonly desired: DesiredAsset
  readonly observed: ObservedAsset
  readonly around: Surroundings
  readonly comparison: Comparison
  /** Everybody whom agency.yaml names. */
  readonly named: ReadonlySet<Principal>
}

/** Compares an asset by the plan's own functions, so that scan and plan cannot disagree. */
export function lookAt(
  client: DesiredClient,
  desired: DesiredAsset,
  inventory: Inventory,
  named: ReadonlySet<Principal>,
): LookedAt {
  const { observed, around } = lookIn(inventory, inputsOf(client, desired), [])
  return { client, desired, observed, around, named, comparison: compareAsset(desired, observed, around) }
}
