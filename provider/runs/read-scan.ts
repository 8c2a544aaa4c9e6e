import type { Finding } from '../findings/finding.ts'
import {
  AGENCY_TOKEN,
  clientTokenVariable,
  connect,
  connectWith,
  factsOfToken,
  tokenMissing,
} from '../graph/connect.ts'
import { findingOf } from '../graph/finding-of.ts'
import { GraphError } from '../graph/graph-error.ts'
import { readAgreements } from '../inventory/ours/agreements.ts'
import { agencySide } from '../inventory/ours/agency-side.ts'
import { readClientView, type ClientView } from '../inventory/client/client-view.ts'
import { inTurns } from '../inventory/in-turns.ts'
import { assetKey } from '../inventory/inventory.ts'
import { takeInventory } from '../inventory/take.ts'
import { readUnlisted, type Unlisted } from '../inventory/ours/unlisted.ts'
import { AGENCY_FILE, clientFile } from '../model/access-files.ts'
import { businessesOf, type DesiredClient } from '../model/desired.ts'
import { listedKinds } from '../model/listed-kinds.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { SeenEstate } from '../scan/scan.ts'
import type { SeenToken } from '../scan/tokens.ts'
import type { RunContext } from './wiring/context.ts'
import { identifyBy } from './wiring/live.ts'
import { tokenFinding } from './wiring/tokens.ts'
import type { Selection } from './wiring/select.ts'

/** Clients that are read with their own tokens at the same time: each token has its own limits. */
const CLIENTS_AT_ONCE = 8

/** What a scan has read, and what it could not do for want of a client's token. */
export type ScanRead = { readonly seen: SeenEstate; readonly findings: readonly Finding[] }

/**
 * Reads everything a scan needs, once, on transports that can only GET. With `everything` it also looks for assets that
 * no file lists. A client token that does not work is reported for that client; only our own stops the scan.
 */
export async function readScan(
  selection: Selection,
  everything: boolean,
  context: RunContext,
): Promise<ScanRead | readonly Finding[]> {
  const { env } = context
  const { model, clients } = selection
  const { business, domains } = model.agency
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined) return [tokenMissing(AGENCY_TOKEN, 'our Business')]
  const side = agencySide(api, business, identifyBy(model.agency))
  const variables = new Map(
    clients
      .filter(({ clientSide }) => clientSide === 'by-token')
      .map(({ slug }) => [slug, clientTokenVariable(env, slug)]),
  )
  const apiOf = (slug: string) => {
    const variable = variables.get(slug)
    return variable === undefined ? undefined : connect(env, variable, 'read')
  }
  try {
    const [inventory, unlisted, agreements, tokens, clientViews] = await Promise.all([
      takeInventory({ side, clients, clientApi: apiOf, domains }),
      everything
        ? readUnlisted(side, listedIn(model)).then((all) => withoutBroken(all, selection))
        : undefined,
      readAgreements(
        api,
        business,
        clients.flatMap((client) => businessesOf(client).map((one) => [client.slug, one] as const)),
      ),
      readTokens(clients, variables, model, context),
      inTurns(CLIENTS_AT_ONCE, clients, async (client): Promise<[string, ClientView][]> => {
        const own = apiOf(client.slug)
        if (own === undefined) return []
        const pageApi = (token: string) => connectWith(env, token, 'read', undefined, own)
        return [[client.slug, await readClientView(own, client, domains, pageApi)]]
      }),
    ])
    const seen = {
      model,
      clients,
      agency: selection.agency,
      inventory,
      clientViews: new Map(clientViews.flat()),
      unlisted,
      agreements,
      tokens: tokens.seen,
    }
    return { seen, findings: tokens.findings }
  } catch (error) {
    return [tokenFinding(error, business)]
  }
}

/**
 * Assets of clients with a direct share are left out, except our own: nobody shares them with our Business, so a share of one is
 * unmanaged.
 */
function listedIn({ clients }: Model): ReadonlySet<string> {
  return new Set(
    clients.flatMap(({ directShare, assets }) =>
      assets
        .filter(({ owner }) => directShare === undefined || owner === 'agency')
        .map(({ kind, id }) => assetKey(kind, id)),
    ),
  )
}

/** A broken file may list an asset: an id that occurs in its text is not reported as unlisted. */
function withoutBroken({ assets, unseen }: Unlisted, { broken }: Selection): Unlisted {
  const texts = broken.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
  return { unseen, assets: assets.filter(({ id }) => !texts.some((text) => text.includes(id))) }
}

type Tokens = { readonly seen: readonly SeenToken[]; readonly findings: readonly Finding[] }

async function readTokens(
  clients: readonly DesiredClient[],
  variables: ReadonlyMap<string, string>,
  model: Model,
  context: RunContext,
): Promise<Tokens> {
  const ours = {
    stack: AGENCY_STACK,
    variable: AGENCY_TOKEN,
    whose: 'our Business',
    kinds: [...listedKinds(model.clients)],
    at: { file: AGENCY_FILE },
  }
  const theirs = clients.flatMap(({ slug, assets, at }) => {
    const variable = variables.get(slug)
    const kinds = [...listedKinds([{ assets }])]
    return variable === undefined
      ? []
      : [{ stack: slug, variable, whose: `the client ${slug}`, kinds, at: at ?? { file: clientFile(slug) } }]
  })
  const read = await inTurns(
    CLIENTS_AT_ONCE,
    [ours, ...theirs],
    async ({ whose, ...one }): Promise<SeenToken | Finding> => {
      const facts = await factsOfToken(context.env, one.variable)
      if (facts === undefined) return { ...tokenMissing(one.variable, whose), address: one.at }
      if (!(facts instanceof GraphError)) return { ...one, facts }
      // When our own token has ended, the other reads fail and stop the scan.
      if (facts.kind === 'token' && one.stack !== AGENCY_STACK)
        return findingOf(facts, whose, one.at, one.variable)
      return { ...one, facts: { unknown: facts.facts.message } }
    },
  )
  return {
    seen: read.flatMap((one) => ('variable' in one ? [one] : [])),
    findings: read.flatMap((one) => ('code' in one ? [one] : [])),
  }
}
