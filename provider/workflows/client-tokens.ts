import { clientTokenVariable } from '../graph/connect.ts'

/** Clients' own tokens as one secret, a line each: `corner=EAAB...`. Slugs have no "=". */
const ALL = 'META_CLIENT_TOKENS'

/**
 * The environment with a variable for each client's token. A preview is of many clients and its job has one environment,
 * which holds their tokens as one secret; `hide` is told each token, for the runner knows only the whole.
 */
export function withClientTokens(env: NodeJS.ProcessEnv, hide: (token: string) => void): NodeJS.ProcessEnv {
  const lines = (env[ALL] ?? '').split('\n').map((line) => line.trim())
  const tokens = lines.flatMap((line) => {
    const [slug = '', ...rest] = line.split('=')
    const token = rest.join('=').trim()
    return slug === '' || token === '' ? [] : [{ variable: clientTokenVariable({}, slug.trim()), token }]
  })
  for (const { token } of tokens) hide(token)
  return { ...env, ...Object.fromEntries(tokens.map(({ variable, token }) => [variable, token])) }
}
