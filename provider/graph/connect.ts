import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GraphApi, META_GRAPH_URL } from './api.ts'
import type { GraphError } from './graph-error.ts'
import { readOnly } from './read-only.ts'
import { withOperationRetry } from './retry-operations.ts'
import { withRetry } from './retry.ts'
import { readTokenFacts, type TokenFacts } from './token-facts.ts'
import { httpTransport, type Transport } from './transport.ts'

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

/** What happens around each attempt of a request, also the repeated ones. */
export type Around = (transport: Transport) => Transport

/** The same for a token that Meta issued during the run, such as a Page access token. */
export function connectWith(
  env: GraphEnv,
  token: string,
  access: AccessMode,
  around: Around = (transport) => transport,
): GraphApi {
  const baseUrl = (valueOf(env, 'META_GRAPH_URL') ?? META_GRAPH_URL).replace(/\/+$/, '')
  const http = httpTransport({ baseUrl, token, appSecret: valueOf(env, 'META_APP_SECRET') })
  const patient = withOperationRetry(withRetry(around(http)))
  return new GraphApi(access === 'read' ? readOnly(patient) : patient, baseUrl)
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
