import type { GraphEnv } from '../graph/connect.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Change } from '../plan/change.ts'
import { attempt, type Sent } from '../resources/attempt.ts'
import { agencyApi } from '../resources/connections.ts'
import type { Failure } from '../resources/failure.ts'

/**
 * Our Business leaves the client: one call, with our own token, ends every share and every pending one. Source:
 * graph-api 2.2 and 8, `DELETE /{agency}/clients` with `business` (FACT); that a pending request ends with it is
 * INFERENCE. No answer proves the end: the caller looks again. Returns a failure where the call surely was not carried
 * out, as for a missing token.
 */
export async function endRelation(
  env: GraphEnv,
  { agencyBusiness, ends }: DesiredClient,
  business: string,
): Promise<Sent | Failure> {
  const asset = { kind: 'business', id: business, name: ends?.name ?? business } as const
  const subject = { partner: agencyBusiness }
  const change: Change = {
    verb: 'revoke',
    asset,
    subject,
    before: undefined,
    after: undefined,
    because: [],
  }
  return attempt(change, async () =>
    agencyApi(env, 'write').call('DELETE', [agencyBusiness, 'clients'], { business }),
  )
}
