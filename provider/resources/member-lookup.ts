import { membersOf } from '../inventory/inventory.ts'
import { memberIn, type MemberLook } from '../model/member-look.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import type { MemberInputs } from './member.ts'
import type { Meta } from './meta.ts'
import { inventoryOfRun } from './run-folder.ts'

/** Finds members for one provider process: in the run's inventory, else with our own token, read once. */
export function memberLookup(env: NodeJS.ProcessEnv, meta: Meta) {
  let known: Promise<ReadonlyMap<Principal, ObservedMember>> | undefined
  return async ({ agencyBusiness, principal, systemUser }: MemberInputs): Promise<MemberLook> => {
    const inventory = inventoryOfRun(env)
    known ??=
      inventory === undefined ? ownLook(meta, agencyBusiness) : Promise.resolve(membersOf(inventory.members))
    return memberIn(await known, principal, systemUser)
  }
}

async function ownLook(meta: Meta, business: string): Promise<ReadonlyMap<Principal, ObservedMember>> {
  const { agencySide } = await import('../inventory/ours/agency-side.ts')
  const { members } = await agencySide(await meta.agency('read'), business).people()
  return membersOf(members)
}
