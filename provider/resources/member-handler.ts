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
  const converge = async (desired: DesiredMember, observed: MemberLook, asked: boolean) =>
    (await import('./converge-member.ts')).convergeMember(desired, observed, meta, asked)
  return {
    idOf: ({ principal }) => principal,
    differs: async (_olds, news) => compareMember(desiredMemberOf(news), await look(news)).changes.length > 0,
    read: async (state) => stateOf(state, await look(state), state, state.asked === true),
    inputsSeen: ({ observed, waiting: _waiting, unknown: _unknown, asked: _asked, ...inputs }) => ({
      ...inputs,
      role: observed?.role ?? inputs.role,
    }),
    apply: async (inputs, olds) => {
      const before = olds?.asked === true
      const { observed, failures, asked } = await converge(
        desiredMemberOf(inputs),
        await look(inputs),
        before,
      )
      return { state: stateOf(inputs, observed, olds, asked), failures }
    },
    remove: async (state) => {
      const seen = await look(state)
      if (seen !== undefined && 'unknown' in seen)
        return { state, failures: [notSeen(state, seen.unknown.message)] }
      const gone = { ...desiredMemberOf(state), role: undefined }
      const { failures } = await converge(gone, seen, false)
      return { state, failures }
    },
  }
}

/** A membership that may still be there must not leave the state, or nobody would end it. */
function notSeen({ agencyBusiness, principal }: MemberInputs, message: string): Failure {
  const unseen = finding('MEMBER_KEPT', { who: principal, message })
  return { finding: unseen, asset: agencyBusiness, subject: { principal } }
}

function stateOf(
  inputs: MemberInputs,
  look: MemberLook,
  olds: MemberState | undefined,
  asked: boolean,
): MemberState {
  const { resource, agencyBusiness, agencyName, principal, systemUser, role } = inputs
  const own = { resource, agencyBusiness, agencyName, principal, systemUser, role }
  if (look !== undefined && 'unknown' in look) {
    const known = olds?.observed === undefined ? {} : { observed: olds.observed }
    return { ...own, ...known, ...openly(asked), waiting: olds?.waiting ?? [], unknown: look.unknown.message }
  }
  const { waiting } = compareMember(desiredMemberOf(inputs), look)
  return {
    ...own,
    ...(look === undefined ? openly(asked) : { observed: look }),
    waiting: waiting.map((one) => one.for),
  }
}

function openly(asked: boolean): Pick<MemberState, 'asked'> {
  return asked ? { asked } : {}
}
