import type { GraphApi } from '../graph/api.ts'
import { textOf } from '../graph/json.ts'
import { listAll, type GraphRow } from '../graph/list.ts'
import type { ObservedMember } from '../model/observed.ts'
import { isPerson } from '../model/principal.ts'

/**
 * Every member of a Business: people, open invitations and system users, each under its own principal. Three requests,
 * and further pages. Source: graph-api 2.2 and 1.5 (FACT): only `business_users` has e-mails, so everything else is
 * joined by id; the end of an invitation is a field of its own.
 */
export async function readMembers(api: GraphApi, business: string): Promise<ObservedMember[]> {
  const [people, systemUsers, invitations] = await Promise.all([
    listAll(api, [business, 'business_users'], {
      fields: 'id,name,email,pending_email,role,finance_permission,two_fac_status',
    }),
    listAll(api, [business, 'system_users'], { fields: 'id,name,role' }),
    listAll(api, [business, 'pending_users'], { fields: 'id,email,role,status,expiration_time' }),
  ])
  return distinct([
    ...people.map((row) => ({
      ...memberFrom(row, text(row, 'email').toLowerCase(), {}),
      ...safeguardsIn(row),
      ...pendingIn(row),
    })),
    ...systemUsers.map((row) => systemUserFrom(row)),
    ...invitations.map((row) => ({
      ...memberFrom(row, text(row, 'email').toLowerCase(), { pending: true }),
      invitation: { status: text(row, 'status'), ends: textOf(row['expiration_time']) },
    })),
  ])
}

/**
 * The first of two members with one principal keeps it. An invitation of an existing member adds nothing. System users
 * may share a name, so only the id distinguishes the second.
 */
function distinct(members: readonly ObservedMember[]): ObservedMember[] {
  const taken = new Set<string>()
  return members.flatMap((member): ObservedMember[] => {
    if (!taken.has(member.principal)) {
      taken.add(member.principal)
      return [member]
    }
    return member.pending ? [] : [{ ...member, principal: unnamed(member.id) }]
  })
}

/** A principal for a member without name or address; it is unique and matches no file. */
export function unnamed(id: string): string {
  return `#${id}`
}

function pendingIn(row: GraphRow): Pick<ObservedMember, 'pendingAddress'> {
  const pending = text(row, 'pending_email').toLowerCase()
  return pending === '' ? {} : { pendingAddress: pending }
}

/** A system user may have any name at Meta; one like an address must not pass for the person of that address. */
function systemUserFrom(row: GraphRow): ObservedMember {
  const name = text(row, 'name')
  const member = memberFrom(row, name, { systemUser: true })
  return isPerson(name) ? { ...member, principal: unnamed(member.id) } : member
}

/** Source: graph-api 2.4 (FACT, the two fields; the values are INFERENCE). */
function safeguardsIn(row: GraphRow): Pick<ObservedMember, 'finance' | 'secondFactor'> {
  const finance = text(row, 'finance_permission').toLowerCase()
  const factor = text(row, 'two_fac_status').toLowerCase()
  return {
    ...(finance === '' || finance === 'none' ? {} : { finance }),
    ...(factor === 'enabled' ? { secondFactor: 'on' as const } : {}),
    ...(/^(not_enabled|disabled)$/.test(factor) ? { secondFactor: 'missing' as const } : {}),
  }
}

function memberFrom(
  row: GraphRow,
  principal: string,
  flags: { pending?: boolean; systemUser?: boolean },
): ObservedMember {
  const id = text(row, 'id')
  return {
    principal: principal === '' ? unnamed(id) : principal,
    id,
    name: text(row, 'name'),
    role: text(row, 'role').toLowerCase().replaceAll('_', '-'),
    pending: flags.pending ?? false,
    systemUser: flags.systemUser ?? false,
    ...(principal === '' ? { nameless: true } : {}),
  }
}

function text(row: GraphRow, key: string): string {
  return textOf(row[key]) ?? ''
}
