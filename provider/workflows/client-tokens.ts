import { clientTokenVariable } from '../graph/connect.ts'

/** All client tokens as one secret, one per line: `corner=EAAB...`. Slugs hold no "=". */
const ALL = 'META_CLIENT_TOKENS'

/**
 * Adds a variable for each client's token. A preview covers many clients, but its job has one environment, which holds
 * their tokens as one secret. The runner masks only the whole secret, so `hide` gets each token.
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
