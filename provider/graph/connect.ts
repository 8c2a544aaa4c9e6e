import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GraphApi, META_GRAPH_URL } from './api.ts'
import type { GraphError } from './graph-error.ts'
import { breakersOfRun, tokenKey } from './breakers.ts'
import { readOnly } from './read-only.ts'
import { withOperationRetry } from './retry-operations.ts'
import { withRetry } from './retry.ts'
import { readTokenFacts, type TokenFacts } from './token-facts.ts'
import { httpTransport, type Transport } from './transport.ts'
import { withBreaker } from './with-breaker.ts'

/** The environment of the Graph client; nothing else in the process decides where a request goes. */
export type GraphEnv = Readonly<Record<string, string | undefined>>

/** `read` can send only GET. */
export type AccessMode = 'read' | 'write'

export const AGENCY_TOKEN = 'META_AGENCY_TOKEN'
const CLIENT_TOKEN = 'META_CLIENT_TOKEN'

/** The variable of a client's own token: one per client, else one for all. Slugs have no "_", so each has its own. */
export function clientTokenVariable(env: GraphEnv, slug: string): string {
  const own = `META_CLIENT_TOKEN_${slug.toUpperCase().replaceAll('-', '_')}`
  return valueOf(env, own) === undefined && valueOf(env, CLIENT_TOKEN) !== undefined ? CLIENT_TOKEN : own
}

/** Whether `variable` holds a token. */
export function hasToken(env: GraphEnv, variable: string): boolean {
  return valueOf(env, variable) !== undefined
}

/** A Graph API client on the token in `variable`; undefined without one. Tokens are read here and kept nowhere else. */
export function connect(
  env: GraphEnv,
  variable: string,
  access: AccessMode,
  around?: Around,
): GraphApi | undefined {
  const token = valueOf(env, variable)
  return token === undefined ? undefined : connectWith(env, token, access, around)
}

/** What happens around each attempt of a request, also the repeated ones; `key` names the token. */
export type Around = (transport: Transport, key: string) => Transport

/** In a command itself, where the circuit breakers of its run are. */
function inCommand(transport: Transport, key: string): Transport {
  return withBreaker(transport, breakersOfRun()(key))
}

/** The tokens of the clients, by name: a token that Meta issues to one is stopped with it. */
const tokenKeys = new WeakMap<GraphApi, string>()

/**
 * The same for a token that Meta issued during the run, such as a Page access token: `holder` is whom it was issued to.
 * Meta blocks who asks (graph-api 4.2, FACT), so that both share a circuit breaker is INFERENCE.
 */
export function connectWith(
  env: GraphEnv,
  token: string,
  access: AccessMode,
  around: Around = inCommand,
  holder?: GraphApi,
): GraphApi {
  const baseUrl = (valueOf(env, 'META_GRAPH_URL') ?? META_GRAPH_URL).replace(/\/+$/, '')
  const http = httpTransport({ baseUrl, token, appSecret: valueOf(env, 'META_APP_SECRET') })
  const key = (holder === undefined ? undefined : tokenKeys.get(holder)) ?? tokenKey(token)
  const patient = withOperationRetry(withRetry(around(http, key)))
  const api = new GraphApi(access === 'read' ? readOnly(patient) : patient, baseUrl)
  tokenKeys.set(api, key)
  return api
}

/** The value of a variable; undefined when it is empty, as a missing secret is in a workflow's step. */
function valueOf(env: GraphEnv, variable: string): string | undefined {
  const value = env[variable]?.trim()
  return value === '' ? undefined : value
}

/** What Meta says about the token in `variable`, asked with the token itself; undefined without one. */
export async function factsOfToken(
  env: GraphEnv,
  variable: string,
): Promise<TokenFacts | GraphError | undefined> {
  const token = valueOf(env, variable)
  return token === undefined ? undefined : readTokenFacts(connectWith(env, token, 'read'), token)
}

/** The finding for a missing token. */
export function tokenMissing(variable: string, whose: string): Finding {
  return finding('TOKEN_MISSING', { variable, whose })
}
