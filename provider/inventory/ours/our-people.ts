import type { GraphApi } from '../../graph/api.ts'
import { errorWithoutCode } from '../../graph/envelope.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { textOf } from '../../graph/json.ts'
import { listAll } from '../../graph/list.ts'
import type { Principal } from '../../model/model.ts'
import type { ObservedMember } from '../../model/observed.ts'
import { readMembers, unnamed } from '../members.ts'

/** Every member of our Business, and the principal that holds our token. */
export type OurPeople = {
  readonly members: readonly ObservedMember[]
  readonly self: Principal
  /** Who must have a second factor in our Business, as "all-required"; absent where Meta does not show it. */
  readonly secondFactor?: string
}

/** Ties members to the names that the files have for them. */
export type Identify = (members: readonly ObservedMember[]) => Promise<readonly ObservedMember[]>

/** Throws GraphError when the token fails or cannot see the Business: without its people no access can be read. */
export async function readOurPeople(
  api: GraphApi,
  business: string,
  identify: Identify = async (members) => members,
): Promise<OurPeople> {
  const [me, own] = await Promise.all([
    api.call('GET', ['me'], { fields: 'id,name' }) as Promise<{ id?: unknown }>,
    // Only an admin's token is shown the type (INFERENCE, graph-api 2.2); who may not see it gets the rest.
    api.call('GET', [business], { fields: 'id,name,two_factor_type' }) as Promise<{
      two_factor_type?: unknown
    }>,
  ])
  const listed = await readMembers(api, business)
  // Meta keeps the last admin of a Business (3914, graph-api 4.2), and our own token has a holder.
  if (listed.every(({ pending }) => pending)) throw nobodyListed(business)
  const members = await identify(listed)
  const factor = textOf(own.two_factor_type)?.toLowerCase().replaceAll('_', '-')
  return {
    members,
    self: await selfOf(api, String(me.id), members),
    ...(factor === undefined ? {} : { secondFactor: factor }),
  }
}

function nobodyListed(business: string): GraphError {
  const message = 'Meta lists nobody in our Business, not even its admins'
  return errorWithoutCode({ method: 'GET', path: business, status: 200 }, 'refused', message)
}

/**
 * `me` of a system user is its id in our Business. `me` of a person is an id outside any Business; the ids within each
 * are on `me/business_users` (LIVE-CLAIM, graph-api 1.2).
 */
async function selfOf(api: GraphApi, me: string, members: readonly ObservedMember[]): Promise<Principal> {
  const known = members.find(({ id }) => id === me)
  if (known !== undefined) return known.principal
  const ids = new Set(await ownIds(api))
  return members.find(({ id }) => ids.has(id))?.principal ?? unnamed(me)
}

async function ownIds(api: GraphApi): Promise<string[]> {
  try {
    const rows = await listAll(api, ['me', 'business_users'], { fields: 'id' })
    return rows.map(({ id }) => String(id))
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return []
  }
}
