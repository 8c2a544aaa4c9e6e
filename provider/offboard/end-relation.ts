import type { GraphEnv } from '../graph/connect.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { DesiredClient } from '../model/desired.ts'
import { agencyApi } from '../resources/connections.ts'
import { failureOf, type Failure } from '../resources/failure.ts'

/**
 * Our Business leaves the client's: one call, by our own token, after which nothing is shared any more nor waits to be.
 * Source: graph-api 2.2 and 8, `DELETE /{agency}/clients` with `business` (FACT); that a request which is still open goes
 * with it is INFERENCE, so the caller looks again. Answers with what Meta refused; a token that is missing is refused too.
 */
export async function endRelation(
  env: GraphEnv,
  { agencyBusiness, business, ends }: DesiredClient,
): Promise<Failure | undefined> {
  const asset = { kind: 'business', id: business, name: ends?.name ?? business } as const
  try {
    await agencyApi(env, 'write').call('DELETE', [agencyBusiness, 'clients'], { business })
    return undefined
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return failureOf(error, { asset, subject: { partner: agencyBusiness } })
  }
}
