import type { GraphApi } from './api.ts'
import { readBatch } from './batch.ts'
import { errorWithoutCode } from './envelope.ts'
import type { GraphError } from './graph-error.ts'
import { fieldOf, numberOf } from './json.ts'

/** Meta's facts about a token. */
export type TokenFacts = {
  /** Its permissions. */
  readonly scopes: readonly string[]
  /** Its end in milliseconds since 1970; undefined for never. */
  readonly endsAt: number | undefined
}

/**
 * Reads Meta's facts about a token, with the token itself. Source: graph-api 4.7 (FACT): `debug_token`, 0 means never.
 * That a token may look at itself is INFERENCE, that a business-integration one may not (100) BACKGROUND. That a batch
 * may hold it is INFERENCE (graph-api 9): there the token is in the body and in no URL that somebody might log.
 */
export async function readTokenFacts(api: GraphApi, token: string): Promise<TokenFacts | GraphError> {
  const [answer] = await readBatch(api, [{ path: 'debug_token', params: { input_token: token } }])
  if (answer === undefined || 'error' in answer) return answer?.error ?? unreadable()
  const data = fieldOf(answer.body, 'data')
  const scopes = fieldOf(data, 'scopes')
  if (!Array.isArray(scopes)) return unreadable()
  const ends = ['expires_at', 'data_access_expires_at']
    .map((key) => numberOf(fieldOf(data, key)) ?? 0)
    .filter((seconds) => seconds > 0)
  return { scopes: scopes.map(String), endsAt: ends.length === 0 ? undefined : Math.min(...ends) * 1000 }
}

function unreadable(): GraphError {
  const asked = { method: 'GET', path: 'debug_token', status: 200 }
  return errorWithoutCode(asked, 'refused', 'an answer without permissions')
}
