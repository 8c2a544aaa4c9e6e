import type { GraphApi } from '../graph/api.ts'
import { nodeFactsOf, nodeOf } from '../graph/nodes.ts'
import { factsOf } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import { onceAsync } from '../model/once-async.ts'
import type { Change } from '../plan/change.ts'
import type { Surroundings } from '../plan/surroundings.ts'
import type { AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'

/** The two APIs for one asset's changes, each made on first use. */
export type WriteApis = {
  /** Assigns people: with our token, the asset's own, or under a direct share the client's. */
  readonly people: () => Promise<GraphApi>
  /** Writes the share: only the client's side can (graph-api 8). */
  readonly partner: () => Promise<GraphApi>
  /** The Business whose ids of our people the asset knows. */
  readonly business: string
}

export function writeApisFor(inputs: AssetInputs, meta: Meta): WriteApis {
  const direct = inputs.route === 'direct-share'
  const on = (holder: () => Promise<GraphApi>) => async () =>
    factsOf(inputs.kind).hasOwnToken ? meta.asset(inputs.asset, await holder()) : holder()
  const client = () => meta.client(inputs.client, 'write')
  return {
    people: onceAsync(on(direct ? client : () => meta.agency('write'))),
    partner: onceAsync(on(client)),
    business: direct ? inputs.clientBusiness : inputs.agencyBusiness,
  }
}

/** Sends one change to Meta. Throws GraphError. An answer without an error proves nothing: the caller looks. */
export async function write(
  change: Change,
  inputs: AssetInputs,
  apis: WriteApis,
  meta: Meta,
  around: Surroundings,
): Promise<void> {
  if ('partner' in change.subject) return writePartner(change, inputs, apis, meta)
  const node = nodeOf(inputs.kind, inputs.asset, await apis.people())
  const user = userId(change.subject.principal, around)
  // The spec of these two lacks `business`, but a Page refuses a call without it (graph-api 1.2, LIVE-CLAIM).
  const params = { user, business: apis.business }
  if (change.after === undefined) await node.deleteAssignedUsers?.(params)
  else await node.createAssignedUser([], { ...params, tasks: change.after.tasks })
}

async function writePartner(change: Change, inputs: AssetInputs, apis: WriteApis, meta: Meta): Promise<void> {
  const { kind, asset, agencyBusiness } = inputs
  if (change.after === undefined) {
    if (endsByClient(inputs))
      await nodeOf(kind, asset, await apis.partner()).deleteAgencies?.({ business: agencyBusiness })
    else await giveUp(inputs, meta)
    return
  }
  const node = nodeOf(kind, asset, await apis.partner())
  const answer = await node.createAgency?.([], {
    business: agencyBusiness,
    permitted_tasks: change.after.tasks,
  })
  const pending: unknown = Reflect.get(dataOf(answer), 'pending_request_id')
  // We are the other side of a first pixel share, so the request is accepted at once (graph-api 1.4).
  if (typeof pending === 'string')
    await (await meta.agency('write')).call('POST', [pending], { request_status: 'APPROVE' })
}

/** Whether the client's token ends our share; else our own side gives it up. */
export function endsByClient({ clientSide, kind }: Pick<AssetInputs, 'clientSide' | 'kind'>): boolean {
  return clientSide === 'by-token' && factsOf(kind).partnerEdge !== 'none'
}

/** Ends our share from our side, where Meta allows it. Source: graph-api 2.2. */
async function giveUp(inputs: AssetInputs, meta: Meta): Promise<void> {
  const way = nodeFactsOf(inputs.kind).giveUp
  if (way === undefined) return
  await (
    await meta.agency('write')
  ).call('DELETE', [inputs.agencyBusiness, way.edge], { [way.parameter]: inputs.asset })
}

/** The SDK returns an object with Meta's answer in `_data`. */
function dataOf(answer: unknown): object {
  const data: unknown =
    answer !== null && typeof answer === 'object' ? Reflect.get(answer, '_data') : undefined
  return data !== null && typeof data === 'object' ? data : {}
}

function userId(principal: Principal, around: Surroundings): string {
  return around.members.get(principal)?.id ?? principal.replace(/^#/, '')
}
