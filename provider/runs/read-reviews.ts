import type { Finding } from '../findings/finding.ts'
import { AGENCY_TOKEN, connect } from '../graph/connect.ts'
import { findingOf } from '../graph/finding-of.ts'
import { readActivities, type LogRequest } from '../inventory/ours/activities.ts'
import { observedOf, type Inventory } from '../inventory/inventory.ts'
import { daysAfter } from '../model/days.ts'
import type { Asset, Client } from '../model/model.ts'
import type { AccountLog } from '../model/observed.ts'
import { reviewClient, UNUSED_DAYS } from '../review/review-client.ts'
import { visibleMemberships } from '../review/use.ts'
import { dayOf } from '../model/moment.ts'
import type { Reviews } from './review-proposal.ts'
import { momentOf, type RunContext } from './wiring/context.ts'
import { readLive } from './wiring/live.ts'
import type { Selection } from './wiring/select.ts'

/** The review of each chosen client by slug, from what Meta shows now, or why Meta cannot be read. Reads only. */
export async function readReviews(
  selection: Selection,
  context: RunContext,
): Promise<{ readonly reviews: Reviews } | { readonly errors: readonly Finding[] }> {
  const { model } = selection
  const today = momentOf(context)
  const since = daysAfter(today, -UNUSED_DAYS)
  context.progress('Reading who has access')
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { errors: inventory }
  const observed = (asset: Pick<Asset, 'kind' | 'id'>) => observedOf(inventory, asset.kind, asset.id)
  const clients = selection.clients.flatMap((desired) => {
    const client = model.clients.find(({ slug }) => slug === desired.slug)
    return client === undefined ? [] : [{ client, desired }]
  })
  const wanted = new Map(
    clients.map(({ client }) => [client, requestsFor(selection, client, inventory, today)]),
  )
  context.progress('Reading the logs of the ad accounts')
  const logs = await logsOf([...wanted.values()].flat(), inventory, { since, until: dayOf(today) }, context)
  if ('code' in logs) return { errors: [logs] }
  const reviews = new Map(
    clients.map(({ client, desired }) => {
      const own = (wanted.get(client) ?? []).flatMap(({ account }): [string, AccountLog][] => {
        const log = logs.get(account)
        return log === undefined ? [] : [[account, log]]
      })
      const evidence = { observed, logs: new Map(own), since, self: inventory.self }
      return [client.slug, reviewClient({ model, client, desired, evidence, today })]
    }),
  )
  return { reviews }
}

/** The ad accounts of a client whose logs can show activity of its people, each once. */
function requestsFor(
  { model }: Selection,
  client: Client,
  inventory: Inventory,
  today: string,
): LogRequest[] {
  const observed = (asset: Asset) => observedOf(inventory, asset.kind, asset.id)
  const asked = visibleMemberships(model, client, observed, today).flatMap(({ member, accounts }) =>
    accounts.map(({ id }) => ({ account: id, principal: member.principal })),
  )
  return [...Map.groupBy(asked, ({ account }) => account)].map(([account, own]) => ({
    account,
    people: own.map(({ principal }) => principal),
  }))
}

async function logsOf(
  requests: readonly LogRequest[],
  { agencyBusiness, members }: Inventory,
  span: { readonly since: string; readonly until: string },
  { env }: RunContext,
): Promise<ReadonlyMap<string, AccountLog> | Finding> {
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined || requests.length === 0) return new Map()
  try {
    return await readActivities(api, agencyBusiness, requests, members, span)
  } catch (error) {
    return findingOf(error, 'the logs of the ad accounts')
  }
}
