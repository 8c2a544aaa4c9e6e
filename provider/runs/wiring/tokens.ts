import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { AGENCY_TOKEN, clientTokenVariable, hasToken, tokenMissing } from '../../graph/connect.ts'
import { findingOf } from '../../graph/finding-of.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { AGENCY_FILE } from '../../model/access-files.ts'
import type { DesiredClient } from '../../model/desired.ts'
import type { RunContext } from './context.ts'

/** Splits the clients into those whose tokens are set and findings for the tokens that are missing. */
export function askable<C extends Pick<DesiredClient, 'slug' | 'clientSide'>>(
  clients: readonly C[],
  { env }: Pick<RunContext, 'env'>,
): { readonly clients: readonly C[]; readonly lacking: readonly Finding[] } {
  const lacking = new Map(clients.flatMap((client) => tokenLacking(client, env).map((one) => [client, one])))
  return { clients: clients.filter((client) => !lacking.has(client)), lacking: [...lacking.values()] }
}

/** Findings for tokens that are not set: ours, and those of these clients. */
export function missingTokens(
  clients: readonly DesiredClient[],
  { env }: Pick<RunContext, 'env'>,
): Finding[] {
  const ours = hasToken(env, AGENCY_TOKEN) ? [] : [tokenMissing(AGENCY_TOKEN, 'our Business')]
  return [...ours, ...clients.flatMap((client) => tokenLacking(client, env))]
}

function tokenLacking(
  { slug, clientSide }: Pick<DesiredClient, 'slug' | 'clientSide'>,
  env: NodeJS.ProcessEnv,
): Finding[] {
  const variable = clientTokenVariable(env, slug)
  return clientSide !== 'by-token' || hasToken(env, variable)
    ? []
    : [tokenMissing(variable, `the client ${slug}`)]
}

/** A working token that cannot read our own Business belongs to somebody else. */
export function tokenFinding(error: unknown, business: string): Finding {
  const wrongSide = error instanceof GraphError && (error.kind === 'gone' || error.kind === 'permission')
  if (!wrongSide || !error.facts.path.includes(business)) return findingOf(error, 'our Business')
  return finding(
    'TOKEN_WRONG_SIDE',
    { variable: AGENCY_TOKEN, whose: 'our', business, file: AGENCY_FILE },
    { file: AGENCY_FILE },
  )
}
