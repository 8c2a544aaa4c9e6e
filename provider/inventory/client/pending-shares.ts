import type { GraphApi } from '../../graph/api.ts'
import { listMany, type Listed } from '../../graph/list-many.ts'
import type { DesiredAsset } from '../../model/desired.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { ObservedAsset, ObservedPartner } from '../../model/observed.ts'
import { notSeen, unknownAsset } from '../not-seen.ts'

/**
 * The pending shares among the client's assets, read with the client's token. Source: graph-api 1.5 (FACT): rows of
 * `{asset}/agencies`; only `access_status` CONFIRMED is certain, that every other value is pending is INFERENCE
 * (graph-api 9). The result leaves out kinds without that edge, confirmed shares, and assets that show their partners
 * only to their own token (a Page); our own side's answer counts there. After any other error the asset is unknown.
 */
export async function readPendingShares(
  api: GraphApi,
  all: readonly DesiredAsset[],
  agencyBusiness: string,
): Promise<Map<string, ObservedAsset>> {
  const assets = all.filter(({ kind }) => factsOf(kind).partnerEdge !== 'none')
  const params = { fields: 'id,access_status,permitted_tasks' }
  const lists = await listMany(
    api,
    assets.map(({ id }) => ({ path: [id, 'agencies'], params })),
  )
  const found = new Map<string, ObservedAsset>()
  for (const [index, asset] of assets.entries()) {
    const list = lists[index]
    const seen = list === undefined ? undefined : shareIn(list, asset, agencyBusiness)
    if (seen !== undefined) found.set(asset.id, seen)
  }
  return found
}

function shareIn(list: Listed, { kind }: DesiredAsset, agencyBusiness: string): ObservedAsset | undefined {
  if ('error' in list)
    return factsOf(kind).hasOwnToken && list.error.kind === 'page-token'
      ? undefined
      : unknownAsset(kind, notSeen(list.error))
  const row = list.rows.find(({ id }) => id === agencyBusiness)
  if (row === undefined || row['access_status'] === 'CONFIRMED') return undefined
  return { state: 'absent', kind, partner: openShareOf(kind) }
}

/** The state of a share that is not confirmed, by who has to agree; none for a kind without the edge. */
export function openShareOf(kind: AssetKind): ObservedPartner {
  const { partnerEdge } = factsOf(kind)
  return { state: partnerEdge === 'none' ? 'none' : partnerEdge.waitsFor }
}
