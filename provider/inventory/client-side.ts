import type { GraphApi } from '../graph/api.ts'
import { readBatch } from '../graph/batch.ts'
import { rowsOf } from '../graph/list.ts'
import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { ObservedAsset, ObservedMember } from '../model/observed.ts'
import { readMembers } from './members.ts'
import { tasksIn, type PrincipalOf } from './sweep.ts'

/**
 * How far the client's share has come, for assets that our side does not see yet: asked with the client's token.
 * Source: graph-api 1.5, rows of `{asset}/agencies`; only `access_status` CONFIRMED is known for certain, every other
 * value means that somebody still has to agree (4.9); a pixel waits for our side, anything else for a second admin
 * (1.4). An asset whose `agencies` cannot be read (a Page without its token) keeps the answer of our own side.
 */
async function readPendingShares(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  agencyBusiness: string,
): Promise<Map<string, ObservedAsset>> {
  const params = { fields: 'id,access_status,permitted_tasks', limit: '100' }
  const answers = await readBatch(
    api,
    assets.map(({ id }) => ({ path: `${id}/agencies`, params })),
  )
  const pending = new Map<string, ObservedAsset>()
  for (const [index, asset] of assets.entries()) {
    const answer = answers[index]
    if (answer === undefined || 'error' in answer) continue
    const row = rowsOf(answer.body).find(({ id }) => id === agencyBusiness)
    if (row === undefined || row['access_status'] === 'CONFIRMED') continue
    const state = asset.kind === 'pixel' ? 'acceptance' : 'second-admin'
    pending.set(asset.id, { state: 'absent', kind: asset.kind, partner: { state } })
  }
  return pending
}

/**
 * Our people on assets that the client shares with them directly. They are members of the client's own Business there,
 * so they have other ids; `guests` are those members with an address of ours.
 */
async function readDirectShares(
  api: GraphApi,
  assets: readonly DesiredAsset[],
  clientBusiness: string,
  guests: readonly ObservedMember[],
): Promise<Map<string, ObservedAsset>> {
  const principals = new Map(guests.map(({ id, principal }) => [id, principal]))
  const principalOf: PrincipalOf = (id) => principals.get(id) ?? ''
  const params = { business: clientBusiness, fields: 'id,tasks', limit: '100' }
  const answers = await readBatch(
    api,
    assets.map(({ id }) => ({ path: `${id}/assigned_users`, params })),
  )
  return new Map(
    assets.map(({ id, kind }, index): [string, ObservedAsset] => {
      const answer = answers[index]
      if (answer === undefined || 'error' in answer) {
        const facts = answer?.error.facts
        return [
          id,
          {
            state: 'unknown',
            kind,
            reason: { kind: facts?.kind ?? 'transient', message: facts?.message ?? 'no answer' },
          },
        ]
      }
      const rows = rowsOf(answer.body).map(
        (row) => [principalOf(String(row['id'])), tasksIn(row['tasks'])] as const,
      )
      const assignments = Object.fromEntries(rows.filter(([principal]) => principal !== ''))
      return [id, { state: 'present', kind, partner: { state: 'none' }, assignments, writable: true }]
    }),
  )
}

/** What a client's own token shows of the client's assets, and of our people inside its Business. */
export type ClientSide = {
  readonly assets: ReadonlyMap<string, ObservedAsset>
  readonly guests: readonly ObservedMember[]
}

/**
 * The client's view, where its file lets us use its token: shares on their way, and direct shares.
 * `seen` tells which assets our own side sees already; `domains` are ours, by which guests are known.
 */
export async function readClientSide(
  api: GraphApi | undefined,
  client: DesiredClient,
  seen: ReadonlyMap<string, ObservedAsset>,
  domains: readonly string[],
): Promise<ClientSide> {
  const direct = client.assets.filter(({ route }) => route === 'direct-share')
  if (api === undefined)
    return { assets: new Map(direct.map(({ id, kind }) => [id, unseenShare(kind)])), guests: [] }
  const members = direct.length === 0 ? [] : await readMembers(api, client.business)
  const guests = members.filter(({ principal }) => domains.includes(principal.split('@')[1] ?? ''))
  const shares = direct.length === 0 ? [] : await readDirectShares(api, direct, client.business, guests)
  const unseen = client.assets.filter(({ id, route }) => route === 'partner' && !seen.has(id))
  const pending = unseen.length === 0 ? [] : await readPendingShares(api, unseen, client.agencyBusiness)
  return { assets: new Map([...shares, ...pending]), guests }
}

/** Without the client's token nobody on our side sees a direct share: it counts as open until the client says otherwise. */
function unseenShare(kind: AssetKind): ObservedAsset {
  return { state: 'present', kind, partner: { state: 'none' }, assignments: {}, writable: true }
}
