import type { Estate } from '../../../provider/emulator/index.ts'
import { businessOf, hasEnded, invitedTo, key, type Quirks } from './oracle-rules.ts'
import { AGENCY, type Wanted } from './world-types.ts'

// The part of the oracle about our own Business (oracle.ts has the rest).

export function ofAgency({ people, systemUsers }: Wanted, estate: Estate, quirks: Quirks): string[] {
  const agency = businessOf(estate, AGENCY)
  const invited = invitedTo(agency)
  const roles = new Map([
    ...agency.people.map(({ email, role }) => [email.toLowerCase(), role] as const),
    ...agency.system_users.map(({ name, role }) => [name, role] as const),
  ])
  const named = [
    ...people.map(({ email, role }) => ({ who: email, role })),
    ...systemUsers.map(({ name, role }) => ({ who: name, role })),
  ]
  const wrong = named.flatMap(({ who, role }) => {
    const invitation = invited.get(who)
    const current = roles.get(who) ?? invitation?.role
    if (invitation !== undefined && hasEnded(invitation, quirks))
      return [key('INVITATION_EXPIRED', 'agency', '', who)]
    if (current === undefined) return [key('MISSING', 'agency', AGENCY, who)]
    if (current === role)
      return invitation === undefined ? [] : [key('WAITING_INVITATION', 'agency', '', who)]
    if (!who.includes('@'))
      return [key(current === 'ADMIN' ? 'LEVEL_ABOVE' : 'LEVEL_BELOW', 'agency', AGENCY, who)]
    const direction = role === 'ADMIN' ? 'BELOW' : current === 'ADMIN' ? 'ABOVE' : 'OTHER'
    return [key(`LEVEL_${direction}`, 'agency', AGENCY, who)]
  })
  const known = new Set(named.map(({ who }) => who))
  const extra = [...roles.keys(), ...invited.keys()].filter((who) => !known.has(who))
  return [...wrong, ...extra.map((who) => key('MEMBER_UNLISTED', '', '', who))]
}

/** Whom our Business asks for no second factor, who has none, and whose finance permission the role does not have. */
export function safeguards(estate: Estate): string[] {
  const { two_factor_type: type, people } = businessOf(estate, AGENCY)
  return [
    ...(type === 'none' ? [key('SECOND_FACTOR_OPTIONAL', '', '', '')] : []),
    ...people.flatMap(({ email, role, finance_permission: finance, two_fac_status: factor }) => [
      ...(factor === 'not_enabled' ? [key('SECOND_FACTOR_MISSING', '', '', email.toLowerCase())] : []),
      ...(finance !== undefined && role !== `FINANCE_${finance}`
        ? [key('FINANCE_BESIDE_ROLE', '', '', email.toLowerCase())]
        : []),
    ]),
  ]
}

/** Of these Meta names the Business alone, and with a client's own token the pixel itself tells. */
export function agreements({ clients }: Wanted, estate: Estate): string[] {
  const open = estate.agreements.filter(({ to, status }) => to === AGENCY && status === 'PENDING')
  return open.flatMap(({ from }) => {
    const client = clients.find(({ business }) => business === from)
    if (client === undefined) return [key('AGREEMENT_WAITING', '', '', 'another Business')]
    return client.side === 'by-token' ? [] : [key('AGREEMENT_WAITING', '', '', `the client "${client.slug}"`)]
  })
}
