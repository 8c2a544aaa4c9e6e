import type { CallContext } from '../protocol/node.ts'
import { globalId, type WorldMember } from '../world/world.ts'

/** The caller's member in a Business; a person is a member of each Business that the same human is in. */
export function memberIn({ world, caller }: CallContext, business: string): WorldMember | undefined {
  const { member } = caller
  if (member === undefined) return undefined
  if (member.business === business) return member
  if (member.systemUser) return undefined
  const ids = world.index.humans.get(globalId(member))
  return [...(ids?.keys() ?? [])].map((id) => world.members.get(id)).find((one) => one?.business === business)
}
