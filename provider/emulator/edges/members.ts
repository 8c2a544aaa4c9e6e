import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { ROLES } from '../estate/businesses.ts'
import { rulesOf } from '../kinds/index.ts'
import type { AliasRules } from '../kinds/kind-rules.ts'
import { assetRow } from '../nodes/assets.ts'
import { businessUserNode, systemUserNode } from '../nodes/people.ts'
import { edgesOf, type EdgeAnswer, type Call, type ServedEdge, type EdgeSpec } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { text } from '../protocol/param-values.ts'
import { memberIn } from '../rules/member-in.ts'
import { permittedBack, readBack } from '../rules/read-back.ts'
import { isAdmin } from '../rules/standing.ts'
import { dropMember, isLastAdmin, putMember } from '../world/members.ts'
import type { WorldAsset, WorldMember, WorldPerson, WorldSystemUser } from '../world/world.ts'
import { roleFrom } from './business-people.ts'

/** Kinds that a member's own edge lists with tasks; those that the SDK has come first. Source: graph-api 1.5 (FACT). */
const ASSIGNED = ASSET_KINDS.flatMap((kind) => {
  const { assigned } = rulesOf(kind).people
  return assigned === undefined ? [] : { kind, ...assigned }
}).sort((one, other) => Number(one.method === undefined) - Number(other.method === undefined))

/** A person or a system user as a node. */
export const memberEdges: readonly ServedEdge[] = [
  ...edgesOf<WorldPerson>(businessUserNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessUser.get',
      run: (call) => ({ row: row(businessUserNode, visible(call)) }),
    },
    {
      method: 'POST',
      edge: '',
      params: {
        role: { type: 'string', values: ROLES },
        tasks: { type: 'list', values: ROLES },
        first_name: { type: 'string' },
        last_name: { type: 'string' },
        title: { type: 'string' },
      },
      scopes: ['business'],
      sdk: 'BusinessUser.update',
      run: updatePerson,
    },
    {
      method: 'DELETE',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessUser.delete',
      run: deletePerson,
    },
    ...assignedEdges('BusinessUser'),
  ]),
  // Source: graph-api 2.4 (FACT): no API deletes a system user.
  ...edgesOf<WorldSystemUser>(systemUserNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: [],
      sdk: 'SystemUser.get',
      run: (call) => ({ row: row(systemUserNode, visible(call)) }),
    },
    ...assignedEdges('SystemUser'),
    ...ASSET_KINDS.flatMap(assignedAliasEdges),
  ]),
]

function assignedEdges(sdkClass: string): EdgeSpec<WorldMember>[] {
  return ASSIGNED.map(({ edge, kind, method }) => ({
    method: 'GET',
    edge,
    params: {},
    scopes: ['business'],
    ...(method === undefined
      ? { reason: 'in the docs only, not in the spec that the SDK is made from' }
      : { sdk: `${sdkClass}.${method}` }),
    answers: rulesOf(kind).node,
    run: (call) => listAssigned(call, kind),
  }))
}

/** The edge that lists a system user's aliases; a person has none. */
function assignedAliasEdges(kind: AssetKind): EdgeSpec<WorldSystemUser>[] {
  const { alias } = rulesOf(kind)
  if (alias === undefined) return []
  return [
    {
      method: 'GET',
      params: {},
      scopes: ['business'],
      ...alias.assigned,
      answers: alias.node,
      run: (call) => listAssignedAlias(call, kind, alias),
    },
  ]
}

/** Only its own Business sees a member (INFERENCE). */
function visible<M extends WorldMember>(call: Call<M>): M {
  const { record, caller } = call
  if (caller.member?.id !== record.id && memberIn(call, record.business) === undefined) {
    throw FAILURES.unsupported('GET', record.id)
  }
  return record
}

/** Rows have `tasks`, and `permitted_tasks` on request. Source: graph-api 1.5 (FACT; for catalogs INFERENCE). */
function listAssigned(call: Call<WorldMember>, kind: AssetKind): EdgeAnswer {
  const member = visible(call)
  const rows = assignedTo(call, member, kind).map(([asset, tasks]) =>
    assetRow(
      asset,
      {
        tasks: () => readBack(asset, tasks),
        permitted_tasks: () => permittedBack(call, asset, member.business),
      },
      ['tasks'],
    ),
  )
  return { rows }
}

/** Rows name the alias, not the asset (FACT, graph-api 0); that they have no tasks is INFERENCE. */
function listAssignedAlias(
  call: Call<WorldSystemUser>,
  kind: AssetKind,
  { node }: AliasRules<WorldAsset>,
): EdgeAnswer {
  return { rows: assignedTo(call, visible(call), kind).map(([asset]) => row(node, asset)) }
}

/** A member's assets of one kind, with the tasks that were asked for. */
function assignedTo(
  { world }: Call<WorldMember>,
  member: WorldMember,
  kind: AssetKind,
): (readonly [WorldAsset, readonly string[]])[] {
  return [...(world.index.assigned.get(member.id)?.keys() ?? [])].flatMap((id) => {
    const asset = world.assets.get(id)
    const tasks = world.assignments.get(id)?.get(member.id)
    return asset?.kind !== kind || tasks === undefined ? [] : [[asset, tasks] as const]
  })
}

function updatePerson(call: Call<WorldPerson>): EdgeAnswer {
  requireAdminOf(call)
  const { world, record, params } = call
  const role = params['role'] === undefined && params['tasks'] === undefined ? record.role : roleFrom(params)
  if (role !== 'ADMIN' && isLastAdmin(world, record)) throw FAILURES.lastAdmin()
  const [first = '', ...last] = record.name.split(' ')
  const name = `${text(params, 'first_name', first)} ${text(params, 'last_name', last.join(' '))}`.trim()
  const title = text(params, 'title', record.title)
  putMember(world, { ...record, role, name, ...(title === '' ? {} : { title }) })
  return { value: { success: true } }
}

function deletePerson(call: Call<WorldPerson>): EdgeAnswer {
  requireAdminOf(call)
  if (isLastAdmin(call.world, call.record)) throw FAILURES.lastAdmin()
  dropMember(call.world, call.record)
  return { value: { success: true } }
}

function requireAdminOf(call: Call<WorldPerson>): void {
  visible(call)
  if (!isAdmin(memberIn(call, call.record.business))) throw FAILURES.cannotManage()
}
