import type { Call } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { memberIn } from '../rules/member-in.ts'
import { isAdmin } from '../rules/standing.ts'
import type { WorldBusiness } from '../world/world.ts'

/** Throws for callers outside the Business (the code is INFERENCE, graph-api 8). */
export function requireMember(call: Call<WorldBusiness>): void {
  if (memberIn(call, call.record.id) === undefined) throw FAILURES.needsPermission('business_management')
}

/** Throws for callers who are no admin of the Business (the code is INFERENCE). */
export function requireAdmin(call: Call<WorldBusiness>): void {
  requireMember(call)
  if (!isAdmin(memberIn(call, call.record.id))) throw FAILURES.cannotManage()
}
