import type { ObservedMember } from '../model/observed.ts'
import { compareMember, type DesiredMember } from '../plan/compare-member.ts'
import type { Handler } from './handler.ts'
import { desiredMemberOf, type MemberInputs, type MemberState } from './member.ts'
import type { memberLookup } from './member-lookup.ts'
import type { Meta } from './meta.ts'

/** The handler of `BusinessMember` and `SystemUser`: one line of agency.yaml each. */
export function memberHandler(
  look: ReturnType<typeof memberLookup>,
  meta: Meta,
): Handler<MemberInputs, MemberState> {
  const converge = async (desired: DesiredMember, observed: ObservedMember | undefined) =>
    (await import('./converge-member.ts')).convergeMember(desired, observed, meta)
  return {
    idOf: ({ principal }) => principal,
    differs: async (_olds, news) => compareMember(desiredMemberOf(news), await look(news)).changes.length > 0,
    read: async (state) => stateOf(state, await look(state)),
    inputsSeen: ({ observed, waiting: _waiting, ...inputs }) => ({
      ...inputs,
      role: observed?.role ?? inputs.role,
    }),
    apply: async (inputs) => {
      const { observed, failures } = await converge(desiredMemberOf(inputs), await look(inputs))
      return { state: stateOf(inputs, observed), failures }
    },
    intend: async (inputs) => stateOf(inputs, await look(inputs)),
    remove: async (state) => {
      const gone = { ...desiredMemberOf(state), role: undefined }
      const { failures } = await converge(gone, await look(state))
      return { state, failures }
    },
  }
}

function stateOf(inputs: MemberInputs, observed: ObservedMember | undefined): MemberState {
  const { resource, agencyBusiness, agencyName, principal, systemUser, role } = inputs
  const { waiting } = compareMember(desiredMemberOf(inputs), observed)
  return {
    resource,
    agencyBusiness,
    agencyName,
    principal,
    systemUser,
    role,
    ...(observed === undefined ? {} : { observed }),
    waiting: waiting.map((one) => one.for),
  }
}
