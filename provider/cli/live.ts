import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { GraphApi } from '../graph/api.ts'
import { AGENCY_TOKEN, clientTokenVariable, connect } from '../graph/connect.ts'
import { findingOf } from '../graph/finding-of.ts'
import { GraphError } from '../graph/graph-error.ts'
import { agencySide } from '../inventory/agency-side.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { takeInventory } from '../inventory/take.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Context } from './context.ts'
import type { Selection } from './load.ts'

/** Takes the inventory of the chosen clients, or says which token is missing or does not fit. Can only read. */
export async function readLive(
  selection: Selection,
  context: Context,
): Promise<Inventory | readonly Finding[]> {
  const { agency } = selection.model
  const api = connect(context.env, AGENCY_TOKEN, 'read')
  const clientApis = new Map(
    selection.clients.filter(byToken).map((client) => [client.slug, clientApi(client, context)]),
  )
  const missing = [
    ...(api === undefined
      ? [finding('TOKEN_MISSING', { variable: AGENCY_TOKEN, whose: 'our Business' })]
      : []),
    ...selection.clients
      .filter((client) => byToken(client) && clientApis.get(client.slug) === undefined)
      .map(({ slug }) =>
        finding('TOKEN_MISSING', {
          variable: clientTokenVariable(context.env, slug),
          whose: `the client ${slug}`,
        }),
      ),
  ]
  if (api === undefined || missing.length > 0) return missing
  try {
    return await takeInventory({
      side: agencySide(api, agency.business),
      clients: selection.clients,
      clientApi: (slug) => clientApis.get(slug),
      domains: agency.domains,
    })
  } catch (error) {
    return [tokenFinding(error, agency.business)]
  }
}

function byToken({ clientSide }: DesiredClient): boolean {
  return clientSide === 'by-token'
}

function clientApi({ slug }: DesiredClient, { env }: Context): GraphApi | undefined {
  return connect(env, clientTokenVariable(env, slug), 'read')
}

/** A token that works but cannot see our own Business belongs to somebody else. */
function tokenFinding(error: unknown, business: string): Finding {
  const wrongSide = error instanceof GraphError && (error.kind === 'gone' || error.kind === 'permission')
  if (!wrongSide || !error.facts.path.includes(business)) return findingOf(error, 'our Business')
  return finding(
    'TOKEN_WRONG_SIDE',
    { variable: AGENCY_TOKEN, whose: 'our', business, file: AGENCY_FILE },
    { file: AGENCY_FILE },
  )
}
