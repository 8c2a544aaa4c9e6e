import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { assetRow } from '../nodes/assets.ts'
import { businessNode } from '../nodes/business.ts'
import { businessUserNode, systemUserNode, userNode } from '../nodes/people.ts'
import { plainNode } from '../nodes/plain.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge, type EdgeSpec } from '../protocol/edge.ts'
import { row } from '../protocol/node.ts'
import { pageTokenFor } from '../protocol/page-token.ts'
import { readBack } from '../rules/read-back.ts'
import { globalId, type WorldMember, type WorldPerson, type WorldSystemUser } from '../world/world.ts'

/** Source: graph-api 4.7 (FACT). */
const STATUSES = ['granted', 'declined', 'expired']

const permissionNode = plainNode('permission', 'Permission', ['permission', 'status'])

/** The edges of `me` beyond the member's own: assets with their own tokens, permissions, Businesses. */
export const meEdges: readonly ServedEdge[] = [
  ...edgesOf<WorldPerson>(userNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: [],
      sdk: 'User.get',
      run: ({ record }) => ({ row: row(userNode, record) }),
    },
    {
      method: 'GET',
      edge: 'business_users',
      params: {},
      scopes: ['business'],
      sdk: 'User.getBusinessUsers',
      run: (call) => ({
        rows: selves(call).flatMap((one) => (one.systemUser ? [] : row(businessUserNode, one))),
      }),
    },
    ...ownEdges('User'),
  ]),
  // Not in the spec of SystemUser; that `me` of a system user's token has them is INFERENCE (graph-api 1.4).
  ...edgesOf<WorldSystemUser>(systemUserNode, ownEdges(undefined)),
]

function ownEdges(sdkClass: string | undefined): EdgeSpec<WorldMember>[] {
  const named = (method: string) =>
    sdkClass === undefined
      ? { reason: 'in the SDK on User, which `me` answers as' }
      : { sdk: `${sdkClass}.${method}` }
  return [
    ...ASSET_KINDS.flatMap((kind): EdgeSpec<WorldMember> | [] => {
      const { mine } = rulesOf(kind).people
      if (mine === undefined) return []
      const { edge, method, scopes = [], tokensFor } = mine
      const run = (call: Call<WorldMember>) => listMine(call, kind, tokensFor)
      return { method: 'GET', edge, params: {}, scopes, ...named(method), run }
    }),
    {
      method: 'GET',
      edge: 'permissions',
      params: { permission: { type: 'string' }, status: { type: 'string', values: STATUSES } },
      scopes: [],
      ...named('getPermissions'),
      run: listPermissions,
    },
    {
      method: 'GET',
      edge: 'businesses',
      params: {},
      scopes: ['business'],
      ...named('getBusinesses'),
      run: listBusinesses,
    },
  ]
}

/** The same human, or system user, in every Business. */
function selves({ world, record }: Call<WorldMember>): WorldMember[] {
  if (record.systemUser) return [record]
  const ids = world.index.humans.get(globalId(record))
  return [...(ids?.keys() ?? [])].flatMap((id) => world.members.get(id) ?? [])
}

/**
 * Assets on which the caller has a task in any of their Businesses (FACT, graph-api 1.4 for Pages), and those that a
 * person owns (INFERENCE, for ad accounts). Without the permission for tokens the list is empty (BACKGROUND).
 */
function listMine(call: Call<WorldMember>, kind: AssetKind, tokensFor: string | undefined): EdgeAnswer {
  const { world, caller } = call
  if (tokensFor !== undefined && !caller.scopes.has(tokensFor)) return { rows: [] }
  const listed = new Set<string>()
  const rows = selves(call).flatMap((self) =>
    [
      ...(world.index.assigned.get(self.id)?.keys() ?? []),
      ...(world.index.owned.get(self.id)?.keys() ?? []),
    ].flatMap((id) => {
      const asset = world.assets.get(id)
      const tasks = world.assignments.get(id)?.get(self.id) ?? []
      if (asset?.kind !== kind || listed.has(id)) return []
      listed.add(id)
      if (tokensFor === undefined) return assetRow(asset)
      return assetRow(asset, {
        access_token: () => pageTokenFor(world, caller, id),
        tasks: () => readBack(asset, tasks),
      })
    }),
  )
  return { rows }
}

/** A token here has what it was granted; nothing is declined or expired. */
function listPermissions({ caller, params }: Call<WorldMember>): EdgeAnswer {
  const { permission: named, status = 'granted' } = params
  const asked = [...caller.scopes].filter((one) => status === 'granted' && (named ?? one) === one)
  return { rows: asked.map((permission) => row(permissionNode, { permission, status: 'granted' })) }
}

function listBusinesses(call: Call<WorldMember>): EdgeAnswer {
  return {
    rows: selves(call).flatMap(({ business }) => {
      const record = call.world.businesses.get(business)
      return record === undefined ? [] : row(businessNode, record)
    }),
  }
}
