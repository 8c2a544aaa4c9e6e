import { finding } from '../findings/catalogue.ts'
import type { MemberLook } from '../model/member-look.ts'
import { compareMember, type DesiredMember } from '../plan/compare-member.ts'
import type { Failure } from './failure.ts'
import type { Handler } from './handler.ts'
import { desiredMemberOf, type MemberInputs, type MemberState } from './member.ts'
import type { memberLookup } from './member-lookup.ts'
import type { Meta } from './meta.ts'

/** The handler of `BusinessMember` and `SystemUser`: one line of agency.yaml each. */
export function memberHandler(
  look: ReturnType<typeof memberLookup>,
  meta: Meta,
): Handler<MemberInputs, MemberState> {
  const converge = async (desired: DesiredMember, observed: MemberLook) =>
    (await import('./converge-member.ts')).convergeMember(desired, observed, meta)
  return {
    idOf: ({ principal }) => principal,
    differs: async (_olds, news) => compareMember(desiredMemberOf(news), await look(news)).changes.length > 0,
    read: async (state) => stateOf(state, await look(state), state),
    inputsSeen: ({ observed, waiting: _waiting, unknown: _unknown, ...inputs }) => ({
      ...inputs,
      role: observed?.role ?? inputs.role,
    }),
    apply: async (inputs, olds) => {
      const { observed, failures } = await converge(desiredMemberOf(inputs), await look(inputs))
      return { state: stateOf(inputs, observed, olds), failures }
    },
    remove: async (state) => {
      const seen = await look(state)
      if (seen !== undefined && 'unknown' in seen)
        return { state, failures: [notSeen(state, seen.unknown.message)] }
      const gone = { ...desiredMemberOf(state), role: undefined }
      const { failures } = await converge(gone, seen)
      return { state, failures }
    },
  }
}

/** A membership that may still be there must not leave the state, or nobody would end it. */
function notSeen({ agencyBusiness, principal }: MemberInputs, message: string): Failure {
  const unseen = finding('MEMBER_KEPT', { who: principal, message })
  return { finding: unseen, asset: agencyBusiness, subject: { principal } }
}

function stateOf(inputs: MemberInputs, look: MemberLook, olds: MemberState | undefined): MemberState {
  const { resource, agencyBusiness, agencyName, principal, systemUser, role } = inputs
  const own = { resource, agencyBusiness, agencyName, principal, systemUser, role }
  if (look !== undefined && 'unknown' in look) {
    const known = olds?.observed === undefined ? {} : { observed: olds.observed }
    return { ...own, ...known, waiting: olds?.waiting ?? [], unknown: look.unknown.message }
  }
  const { waiting } = compareMember(desiredMemberOf(inputs), look)
  return {
    ...own,
    ...(look === undefined ? {} : { observed: look }),
    waiting: waiting.map((one) => one.for),
  }
}
