import type { GraphApi } from '../graph/api.ts'
import { textOf } from '../graph/json.ts'
import { listAll, type GraphRow } from '../graph/list.ts'
import type { ObservedMember } from '../model/observed.ts'

/**
 * Everybody of a Business: people, open invitations and system users, each under a principal of its own. Three requests
 * and their pages. Source: graph-api 2.2 and 1.5 (FACT): e-mails are on `business_users` only, so everything else is
 * joined by id. When an invitation ends is a field of its own (graph-api 2.2, FACT).
 */
export async function readMembers(api: GraphApi, business: string): Promise<ObservedMember[]> {
  const [people, systemUsers, invitations] = await Promise.all([
    listAll(api, [business, 'business_users'], { fields: 'id,name,email,role' }),
    listAll(api, [business, 'system_users'], { fields: 'id,name,role' }),
    listAll(api, [business, 'pending_users'], { fields: 'id,email,role,status,expiration_time' }),
  ])
  return distinct([
    ...people.map((row) => memberFrom(row, text(row, 'email').toLowerCase(), {})),
    ...systemUsers.map((row) => memberFrom(row, text(row, 'name'), { systemUser: true })),
    ...invitations.map((row) => ({
      ...memberFrom(row, text(row, 'email').toLowerCase(), { pending: true }),
      invitation: { status: text(row, 'status'), ends: textOf(row['expiration_time']) },
    })),
  ])
}

/**
 * Of two with one principal the first keeps it: an invitation of somebody who is there already says nothing more, and
 * system users may share a name, so that the second can only be told by its id.
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

/** Somebody of no name or address can still be told apart, but never matches a file. */
export function unnamed(id: string): string {
  return `#${id}`
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
  }
}

function text(row: GraphRow, key: string): string {
  return textOf(row[key]) ?? ''
}
