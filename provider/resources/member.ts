import { agencySide } from '../inventory/agency-side.ts'
import { membersOf } from '../inventory/inventory.ts'
import { readMembers } from '../inventory/members.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { compareMember, type DesiredMember } from '../plan/compare-member.ts'
import { failureOf, type Failure } from './failure.ts'
import type { Meta } from './meta.ts'
import { inventoryOfRun } from './run-folder.ts'

/** The resource types of stack "agency", as they stand in a URN. */
export const MEMBER_TYPE = { person: 'BusinessMember', systemUser: 'SystemUser' } as const

export type MemberInputs = {
  readonly resource: 'member'
  readonly agencyBusiness: string
  readonly agencyName: string
  readonly principal: Principal
  readonly systemUser: boolean
  readonly role: string
}

export type MemberState = MemberInputs & {
  readonly observed?: ObservedMember
  readonly waiting: readonly string[]
}

export function desiredMemberOf({
  principal,
  systemUser,
  role,
  agencyBusiness,
  agencyName,
}: MemberInputs): DesiredMember {
  return { principal, systemUser, role, agencyBusiness, agencyName, at: undefined }
}

/** Looks members up for one provider process: in the run's inventory, else with our own token, once. */
export function memberLookup(env: NodeJS.ProcessEnv, meta: Meta) {
  let known: Promise<ReadonlyMap<Principal, ObservedMember>> | undefined
  return async ({ agencyBusiness, principal }: MemberInputs): Promise<ObservedMember | undefined> => {
    const inventory = inventoryOfRun(env)
    known ??=
      inventory === undefined ? ownLook(meta, agencyBusiness) : Promise.resolve(membersOf(inventory.members))
    return (await known).get(principal)
  }
}

async function ownLook(meta: Meta, business: string): Promise<ReadonlyMap<Principal, ObservedMember>> {
  const { members } = await agencySide(meta.agency('read'), business).us()
  return membersOf(members)
}

export type MemberConverged = {
  readonly observed: ObservedMember | undefined
  readonly failures: readonly Failure[]
}

/**
 * Makes our Business match one line of agency.yaml: invites, changes the role or removes. Source: graph-api 2.2 and 2.4;
 * `role` and `tasks` exclude each other, a person who is removed loses every assignment with it.
 */
export async function convergeMember(
  desired: DesiredMember,
  observed: ObservedMember | undefined,
  meta: Meta,
): Promise<MemberConverged> {
  const [change] = compareMember(desired, observed).changes
  if (change === undefined) return { observed, failures: [] }
  const api = meta.agency('write')
  const role = change.after?.tasks[0]
  try {
    if (observed === undefined) await create(desired, role)
    else if (role === undefined) await api.call('DELETE', [observed.id])
    else await api.call('POST', [observed.id], { role })
    const members = membersOf(await readMembers(api, desired.agencyBusiness))
    return { observed: members.get(desired.principal), failures: [] }
  } catch (error) {
    return { observed, failures: [failureOf(error, change)] }
  }

  async function create(
    { agencyBusiness, principal, systemUser }: DesiredMember,
    as: string | undefined,
  ): Promise<void> {
    if (systemUser) await api.call('POST', [agencyBusiness, 'system_users'], { name: principal, role: as })
    else await api.call('POST', [agencyBusiness, 'business_users'], { email: principal, role: as })
  }
}
