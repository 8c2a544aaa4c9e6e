import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GraphApi, META_GRAPH_URL } from './api.ts'
import { readOnly } from './read-only.ts'
import { withRetry } from './retry.ts'
import { httpTransport } from './transport.ts'

/** The variables that the Graph client reads; nothing else in the process decides where a request goes. */
export type GraphEnv = Readonly<Record<string, string | undefined>>

/** `read` cannot send anything but GET. */
export type Access = 'read' | 'write'

export const AGENCY_TOKEN = 'META_AGENCY_TOKEN'

/** The variable of a client's own token: one per client, else one for all. */
export function clientTokenVariable(env: GraphEnv, slug: string): string {
  const own = `META_CLIENT_TOKEN_${slug.toUpperCase().replaceAll('-', '_')}`
  return env[own] === undefined && env['META_CLIENT_TOKEN'] !== undefined ? 'META_CLIENT_TOKEN' : own
}

/** A Graph API client on the token in `variable`, or undefined when there is none. Tokens are read here and kept nowhere else. */
export function connect(env: GraphEnv, variable: string, access: Access): GraphApi | undefined {
  const token = env[variable]?.trim()
  return token === undefined || token === '' ? undefined : connectWith(env, token, access)
}

/** The same for a token that Meta gave out during the run, such as a Page access token. */
export function connectWith(env: GraphEnv, token: string, access: Access): GraphApi {
  const baseUrl = (env['META_GRAPH_URL'] ?? META_GRAPH_URL).replace(/\/+$/, '')
  const http = withRetry(httpTransport({ baseUrl, token, appSecret: env['META_APP_SECRET'] }))
  return new GraphApi(access === 'read' ? readOnly(http) : http, baseUrl)
}

/** The finding for a token that is not there. */
export function tokenMissing(variable: string, whose: string): Finding {
  return finding('TOKEN_MISSING', { variable, whose })
}
