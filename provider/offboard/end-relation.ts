import type { GraphEnv } from '../graph/connect.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { DesiredClient } from '../model/desired.ts'
import { agencyApi } from '../resources/connections.ts'
import { failureOf, type Failure } from '../resources/failure.ts'

/**
 * Our Business leaves the client: one call, with our own token, ends every share and every pending one. Source:
 * graph-api 2.2 and 8, `DELETE /{agency}/clients` with `business` (FACT); that a pending request ends with it is
 * INFERENCE, so the caller looks again. Returns Meta's refusal; a missing token is one too.
 */
export async function endRelation(
  env: GraphEnv,
  { agencyBusiness, ends }: DesiredClient,
  business: string,
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
