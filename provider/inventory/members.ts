import type { GraphApi } from '../graph/api.ts'
import { listAll, type Row } from '../graph/list.ts'
import type { ObservedMember } from '../model/observed.ts'

/**
 * Everybody of a Business: people, open invitations and system users. Three requests and their pages.
 * Source: graph-api 2.2 and 1.5: e-mails are on `business_users` only, so everything else is joined by id.
 */
export async function readMembers(api: GraphApi, business: string): Promise<ObservedMember[]> {
  const [people, invitations, systemUsers] = await Promise.all([
    listAll(api, [business, 'business_users'], { fields: 'id,name,email,role' }),
    listAll(api, [business, 'pending_users'], { fields: 'id,email,role,status' }),
    listAll(api, [business, 'system_users'], { fields: 'id,name,role' }),
  ])
  return [
    ...people.map((row) => memberFrom(row, text(row, 'email').toLowerCase(), {})),
    ...invitations.map((row) => memberFrom(row, text(row, 'email').toLowerCase(), { pending: true })),
    ...systemUsers.map((row) => memberFrom(row, text(row, 'name'), { systemUser: true })),
  ]
}

function memberFrom(
  row: Row,
  principal: string,
  flags: { pending?: boolean; systemUser?: boolean },
): ObservedMember {
  const id = text(row, 'id')
  return {
    // Somebody whose address Meta does not show can still be told apart, but never matches a file.
    principal: principal === '' ? `#${id}` : principal,
    id,
    name: text(row, 'name'),
    role: text(row, 'role').toLowerCase().replaceAll('_', '-'),
    pending: flags.pending ?? false,
    systemUser: flags.systemUser ?? false,
  }
}

function text(row: Row, key: string): string {
  const value = row[key]
  return typeof value === 'string' ? value : ''
}
