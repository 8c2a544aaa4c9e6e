import { membersOf, type Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import { memberIn } from '../model/member-look.ts'
import { compareAsset } from '../plan/compare.ts'
import { compareMember } from '../plan/compare-member.ts'
import { inputsOf } from '../resources/inputs.ts'
import { desiredMemberOf, type MemberInputs } from '../resources/member.ts'
import { lookIn } from '../resources/observe.ts'
import { relationIn } from './relation-end.ts'

/**
 * Whether a client's stack needs no plan from its state: nothing differs from the files, and there is nothing that an
 * earlier run could have made and the files no longer name. Under a direct share by hand only the state knows whom that
 * concerns.
 */
export function isClientInOrder(client: DesiredClient, inventory: Inventory): boolean {
  if (client.ends?.relations.some((business) => relationIn(inventory, business) !== 'none') === true)
    return false
  return client.assets.every((asset) => {
    if (asset.share.by === 'direct' && client.clientSide === 'by-hand') return client.ends !== undefined
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    const { changes, waiting, later, unmanaged, unknown, refused } = compareAsset(asset, observed, around)
    if (client.ends !== undefined && waiting.length > 0) return false
    // The state has to know what was approved for later.
    const differs = changes.length + later.length + unmanaged.length > 0
    return !differs && unknown === undefined && refused === undefined
  })
}

/** The same for our own members: a member whom agency.yaml does not name may be a leaver. */
export function isAgencyInOrder(inputs: readonly MemberInputs[], inventory: Inventory): boolean {
  const members = membersOf(inventory.members)
  const named = new Set(inputs.map(({ principal }) => principal))
  const asWanted = inputs.every(
    (one) =>
      compareMember(desiredMemberOf(one), memberIn(members, one.principal, one.systemUser)).changes.length ===
      0,
  )
  return asWanted && inventory.members.every(({ principal }) => named.has(principal))
}
