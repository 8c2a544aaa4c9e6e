import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { ASSET_NODES } from '../nodes/assets.ts'
import { assignedUserNode } from '../nodes/assigned-user.ts'
import { businessNode } from '../nodes/business.ts'
import {
  edgesOf,
  type EdgeAnswer,
  type Call,
  type ServedEdge,
  type EdgeSpec,
  type ScopeRule,
} from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import type { ParamSpec } from '../protocol/params.ts'
import { metaTime } from '../protocol/time.ts'
import { assign, requirePageToken, unassign } from '../rules/assign.ts'
import { requireOwner } from '../rules/manage.ts'
import { permittedBack, permittedRoles, readBack } from '../rules/read-back.ts'
import { share, unshare } from '../rules/share.ts'
import { mayRead, standingOf } from '../rules/standing.ts'
import { PARTNER_TASKS, USER_TASKS } from '../rules/task-names.ts'
import type { WorldAsset, Grant } from '../world/world.ts'

const SDK_CLASS: Readonly<Record<AssetKind, string>> = {
  ad_account: 'AdAccount',
  pixel: 'AdsPixel',
  page: 'Page',
  instagram: 'InstagramBusinessAsset',
  catalog: 'ProductCatalog',
}

/** Which of the optional lists a kind requires. Source: spec (FACT, graph-api 1.2). */
const REQUIRED: Readonly<Record<AssetKind, { readonly permitted_tasks: boolean; readonly tasks: boolean }>> =
  {
    ad_account: { permitted_tasks: false, tasks: false },
    pixel: { permitted_tasks: true, tasks: true },
    page: { permitted_tasks: false, tasks: false },
    instagram: { permitted_tasks: true, tasks: false },
    catalog: { permitted_tasks: false, tasks: true },
  }

const BUSINESS: ParamSpec = { type: 'string', required: true }
const USER: ParamSpec = { type: 'int', required: true }

/** `agencies` and `assigned_users` of the five kinds: one table, since only their lists differ. */
export const assetAccessEdges: readonly ServedEdge[] = ASSET_KINDS.flatMap((kind) =>
  edgesOf(ASSET_NODES[kind], specsOf(kind)),
)

function specsOf(kind: AssetKind): EdgeSpec<WorldAsset>[] {
  const sdk = SDK_CLASS[kind]
  const onUsers: readonly ScopeRule[] = kind === 'page' ? ['page_metadata'] : ['business']
  const partnerTasks = taskList(PARTNER_TASKS[kind], REQUIRED[kind].permitted_tasks)
  // Not in the spec, but a Page refuses a call without it (LIVE-CLAIM, graph-api 1.2).
  const business: ParamSpec = kind === 'page' ? BUSINESS : { type: 'string' }
  const users: EdgeSpec<WorldAsset>[] = [
    {
      method: 'GET',
      edge: 'assigned_users',
      params: { business: BUSINESS },
      scopes: onUsers,
      sdk: `${sdk}.getAssignedUsers`,
      run: listUsers,
    },
    {
      method: 'POST',
      edge: 'assigned_users',
      params: { user: USER, business, tasks: taskList(USER_TASKS[kind], REQUIRED[kind].tasks) },
      scopes: onUsers,
      sdk: `${sdk}.createAssignedUser`,
      run: assign,
    },
  ]
  // Source: FACT (graph-api 1.4): the spec lost a pixel's DELETE in v6.0.
  if (kind !== 'pixel') {
    const sdkName = `${sdk}.deleteAssignedUsers`
    users.push({
      method: 'DELETE',
      edge: 'assigned_users',
      params: { user: USER, business },
      scopes: onUsers,
      sdk: sdkName,
      run: unassign,
    })
  }
  return [
    {
      method: 'GET',
      edge: 'agencies',
      params: {},
      scopes: ['business'],
      sdk: `${sdk}.getAgencies`,
      run: listPartners,
    },
    {
      method: 'POST',
      edge: 'agencies',
      params: {
        business: BUSINESS,
        permitted_tasks: partnerTasks,
        ...(kind === 'catalog'
          ? { permitted_roles: { type: 'list', values: ['ADMIN', 'ADVERTISER'] } as const }
          : {}),
      },
      scopes: ['business'],
      sdk: `${sdk}.createAgency`,
      run: (call) => share(call, wantedTasks(call)),
    },
    {
      method: 'DELETE',
      edge: 'agencies',
      params: { business: BUSINESS },
      scopes: ['business'],
      sdk: `${sdk}.deleteAgencies`,
      run: unshare,
    },
    ...users,
  ]
}

function taskList(values: readonly string[], required: boolean): ParamSpec {
  return required ? { type: 'list', values, required: true } : { type: 'list', values }
}

/** What a share asks for when it names no tasks, or only a catalog's roles (INFERENCE: the least there is). */
function wantedTasks({ record, params }: Call<WorldAsset>): string[] {
  const tasks = list(params, 'permitted_tasks')
  if (tasks !== undefined) return normaliseTasks(tasks)
  const roles = list(params, 'permitted_roles')
  if (roles !== undefined) return roles.includes('ADMIN') ? ['ADVERTISE', 'MANAGE'] : ['ADVERTISE']
  return record.kind === 'catalog' ? ['ADVERTISE'] : ['ANALYZE']
}

/** The owner's view of its partners. Source: fields FACT (graph-api 1.5), on kinds other than ad account and Page INFERENCE. */
export function listPartners(call: Call<WorldAsset>): EdgeAnswer {
  const { world, record: asset } = call
  requirePageToken(call, asset)
  requireOwner(call, asset, 'GET')
  const granted = [...(world.grants.get(asset.id) ?? [])].map(([business, grant]) =>
    partnerRow(call, business, grant),
  )
  const waiting = [...(world.index.waiting.get(asset.id)?.keys() ?? [])]
    .flatMap((id) => world.agreements.get(id) ?? [])
    .filter(({ status, to }) => status === 'PENDING' && world.grants.get(asset.id)?.has(to) !== true)
    .map(({ to, shares }) =>
      partnerRow(call, to, {
        status: 'PENDING',
        tasks: shares.find((one) => one.asset === asset.id)?.tasks ?? [],
      }),
    )
  return { rows: [...granted, ...waiting].filter((one) => one !== undefined) }
}

function partnerRow({ world, record: asset }: Call<WorldAsset>, id: string, grant: Grant) {
  const business = world.businesses.get(id)
  if (business === undefined) return undefined
  return row(businessNode, business, {
    access_status: grant.status,
    access_requested_time: metaTime(grant.requested_time),
    access_updated_time: metaTime(grant.updated_time),
    permitted_tasks: () => readBack(asset, grant.tasks),
    ...(asset.kind === 'catalog' ? { permitted_roles: () => permittedRoles(grant.tasks) } : {}),
  })
}

/**
 * People of the caller's Business on the asset. Any other `business` answers an empty list, not an error
 * (LIVE-CLAIM, graph-api 1.2); that a partner's own Business is a right one for it is INFERENCE.
 */
function listUsers(call: Call<WorldAsset>): EdgeAnswer {
  const { world, caller, record: asset, params } = call
  requirePageToken(call, asset)
  if (standingOf(call, asset) === 'none' || !mayRead(call, asset)) throw FAILURES.unsupported('GET', asset.id)
  const business = text(params, 'business')
  if (business !== caller.member?.business) return { rows: [] }
  const assigned = [...(world.assignments.get(asset.id) ?? [])]
  return {
    rows: assigned.flatMap(([user, tasks]) => {
      const member = world.members.get(user)
      if (member?.business !== business) return []
      const extra = {
        tasks: () => readBack(asset, tasks),
        permitted_tasks: () => permittedBack(call, asset, business),
      }
      const { permitted_tasks: _none, ...onInstagram } = extra
      return row(assignedUserNode, member, asset.kind === 'instagram' ? onInstagram : extra, ['tasks'])
    }),
  }
}
