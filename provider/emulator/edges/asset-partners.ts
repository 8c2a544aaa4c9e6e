import { factsOf, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import type { PartnerRules } from '../kinds/kind-rules.ts'
import { rulesOf } from '../kinds/index.ts'
import { businessNode } from '../nodes/business.ts'
import type { Call, EdgeAnswer, EdgeSpec } from '../protocol/edge.ts'
import { row } from '../protocol/node.ts'
import { list } from '../protocol/param-values.ts'
import type { CallParams } from '../protocol/params.ts'
import { metaTime } from '../protocol/time.ts'
import { requireOwnToken } from '../rules/assign.ts'
import { requireOwner } from '../rules/manage.ts'
import { permittedRoles, readBack } from '../rules/read-back.ts'
import { share, unshare } from '../rules/share.ts'
import { PARTNER_TASKS } from '../rules/task-names.ts'
import type { Grant, WorldAsset } from '../world/world.ts'
import { REQUIRED_TEXT, taskList } from './specs.ts'

/** `agencies`; none for a kind that no API can share. Source: graph-api 1.1 and 1.2 (FACT). */
export function partnerEdges(kind: AssetKind): EdgeSpec<WorldAsset>[] {
  const { node, partners } = rulesOf(kind)
  if (partners === undefined) return []
  const sdk = node.label
  const { roles, requiresTasks } = partners
  return [
    listEdge('agencies', `${sdk}.getAgencies`),
    {
      method: 'POST',
      edge: 'agencies',
      params: {
        business: REQUIRED_TEXT,
        permitted_tasks: taskList(PARTNER_TASKS[kind], requiresTasks),
        ...(roles === undefined ? {} : { permitted_roles: taskList(Object.keys(roles)) }),
      },
      scopes: ['business'],
      sdk: `${sdk}.createAgency`,
      run: (call) => share(call, wantedTasks(call.params, partners)),
    },
    {
      method: 'DELETE',
      edge: 'agencies',
      params: { business: REQUIRED_TEXT },
      scopes: ['business'],
      sdk: `${sdk}.deleteAgencies`,
      run: unshare,
    },
  ]
}

/** The second edge that lists a kind's partners, if there is one. */
export function otherPartnerEdges(kind: AssetKind): EdgeSpec<WorldAsset>[] {
  const { node, partners } = rulesOf(kind)
  const also = partners?.alsoAt
  return also === undefined ? [] : [listEdge(also.edge, `${node.label}.${also.method}`)]
}

function listEdge(edge: string, sdk: string): EdgeSpec<WorldAsset> {
  return { method: 'GET', edge, params: {}, scopes: ['business'], sdk, run: listPartners }
}

/** The tasks that a share asks for: its tasks, else its role's, else the kind's least. */
function wantedTasks(params: CallParams, { roles = {}, least }: PartnerRules): readonly string[] {
  const tasks = list(params, 'permitted_tasks')
  if (tasks !== undefined) return normaliseTasks(tasks)
  const named = list(params, 'permitted_roles')
  return Object.entries(roles).find(([role]) => named?.includes(role) === true)?.[1] ?? least
}

/** The owner's view of its partners. Source: graph-api 1.5 (FACT for ad account and Page), else INFERENCE. */
function listPartners(call: Call<WorldAsset>): EdgeAnswer {
  const { world, record: asset } = call
  requireOwnToken(call, asset)
  requireOwner(call, asset, rulesOf(asset.kind).tasks.managing, 'GET')
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
  const hasRoles = factsOf(asset.kind).shareShows === 'role'
  return row(businessNode, business, {
    access_status: grant.status,
    access_requested_time: metaTime(grant.requested_time),
    access_updated_time: metaTime(grant.updated_time),
    permitted_tasks: () => readBack(asset, grant.tasks),
    ...(hasRoles ? { permitted_roles: () => permittedRoles(asset, grant.tasks) } : {}),
  })
}
