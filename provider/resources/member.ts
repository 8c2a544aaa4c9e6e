import type { Agency, Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import type { DesiredMember } from '../plan/compare-member.ts'

/** The resource types of the stack "agency", as in a URN. */
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
  /** We asked Meta for this system user and it never showed: it may exist, so it is not asked for again. */
  readonly asked?: true
  readonly waiting: readonly string[]
  /** Why the last read does not tell whether the member is there; `observed` is then of an earlier one. */
  readonly unknown?: string
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

/** The inputs of the stack "agency" from agency.yaml. */
export function memberInputs(agency: Agency): MemberInputs[] {
  const common = { resource: 'member', agencyBusiness: agency.business, agencyName: agency.name } as const
  return [
    ...agency.people.map(({ email, businessRole }) => ({
      ...common,
      principal: email,
      systemUser: false,
      role: businessRole,
    })),
    ...agency.systemUsers.map(({ name, role }) => ({ ...common, principal: name, systemUser: true, role })),
  ]
}
