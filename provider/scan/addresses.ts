import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { Agency, Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { placeOf } from '../model/place.ts'

/** Members whose address at Meta is not the one in agency.yaml, or who may be somebody of agency.yaml, at its line. */
export function addressFindings(agency: Agency, members: readonly ObservedMember[]): Finding[] {
  return [
    ...members.flatMap(({ principal, address, id, maybe }) => {
      if (maybe !== undefined)
        return [finding('PERSON_PERHAPS', { who: principal, maybe, id }, lineOf(agency, maybe))]
      if (address === undefined) return []
      return [finding('PERSON_ADDRESS_CHANGED', { who: principal, address, id }, lineOf(agency, principal))]
    }),
    ...idsOfOthers(agency, members),
  ]
}

/** Ids of agency.yaml under which Meta has somebody else whom agency.yaml names. */
function idsOfOthers({ people, systemUsers }: Agency, members: readonly ObservedMember[]): Finding[] {
  const lines = [
    ...people.map((one) => ({ who: one.email, ...one })),
    ...systemUsers.map((one) => ({ who: one.name, ...one })),
  ]
  return lines.flatMap((one) => {
    const other = members.find(({ id }) => one.id !== undefined && id === one.id)
    if (other === undefined || other.principal === one.who || one.id === undefined) return []
    const about = { who: one.who, id: one.id, other: other.principal }
    return [finding('PERSON_ID_OF_ANOTHER', about, placeOf(one, 'id'))]
  })
}

function lineOf({ people, systemUsers }: Agency, principal: Principal): Address {
  const person = people.find(({ email }) => email === principal)
  const user = systemUsers.find(({ name }) => name === principal)
  if (person !== undefined) return placeOf(person, 'email')
  return user === undefined ? { file: AGENCY_FILE } : placeOf(user, 'name')
}
