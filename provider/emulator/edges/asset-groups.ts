import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import { assetGroupNode } from '../nodes/asset-group.ts'
import { assetRow } from '../nodes/assets.ts'
import { assignedUserNode } from '../nodes/assigned-user.ts'
import { businessNode } from '../nodes/business.ts'
import { businessUserNode, systemUserNode } from '../nodes/people.ts'
import { edgesOf, type Call, type EdgeAnswer, type EdgeSpec, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { row } from '../protocol/node.ts'
import { list, text } from '../protocol/param-values.ts'
import { requireCombination } from '../rules/combinations.ts'
import { memberIn } from '../rules/member-in.ts'
import { isAdmin } from '../rules/standing.ts'
import { USER_TASKS } from '../rules/task-names.ts'
import { permittedTasks } from '../world/access.ts'
import { putGroup } from '../world/put-group.ts'
import type { AssetGroup, WorldAsset, WorldBusiness, WorldMember } from '../world/world.ts'
import { requireAdmin } from './membership.ts'
import { REQUIRED_TEXT, taskList } from './specs.ts'

const SUCCESS = { value: { success: true } } as const

/** The kinds that a group gives tasks on, each with its parameter. */
const WITH_TASKS = ASSET_KINDS.flatMap((kind) => {
  const param = rulesOf(kind).group?.tasks
  return param === undefined ? [] : [{ kind, param }]
})

/** Asset groups: the documented way to give tasks on pixels, and to take them. Source: graph-api 1.2 and 1.4 (FACT). */
export const assetGroupEdges: readonly ServedEdge[] = [
  ...edgesOf(businessNode, [
    {
      method: 'GET',
      edge: 'business_asset_groups',
      params: {},
      scopes: ['business'],
      sdk: 'Business.getBusinessAssetGroups',
      run: listGroups,
    },
  ]),
  ...edgesOf(assetGroupNode, [
    {
      method: 'GET',
      edge: '',
      params: {},
      scopes: ['business'],
      sdk: 'BusinessAssetGroup.get',
      run: (call) => ({ row: row(assetGroupNode, managed(call)) }),
    },
    {
      method: 'POST',
      edge: '',
      params: { name: { type: 'string' } },
      scopes: ['business'],
      sdk: 'BusinessAssetGroup.update',
      run: rename,
    },
    ...peopleEdges(),
    ...ASSET_KINDS.flatMap(containedEdges),
  ]),
  ...edgesOf(businessUserNode, [memberEdge('BusinessUser')]),
  ...edgesOf(systemUserNode, [memberEdge('SystemUser')]),
]

function peopleEdges(): EdgeSpec<AssetGroup>[] {
  const at = { edge: 'assigned_users', scopes: ['business'] } as const
  const user = { type: 'int', required: true } as const
  const tasks = Object.fromEntries(WITH_TASKS.map(({ kind, param }) => [param, taskList(USER_TASKS[kind])]))
  const named = (method: string) => ({ sdk: `BusinessAssetGroup.${method}` })
  return [
    {
      ...at,
      method: 'GET',
      params: { business: REQUIRED_TEXT },
      ...named('getAssignedUsers'),
      run: listPeople,
    },
    { ...at, method: 'POST', params: { user, ...tasks }, ...named('createAssignedUser'), run: addPerson },
    { ...at, method: 'DELETE', params: { user }, ...named('deleteAssignedUsers'), run: removePerson },
  ]
}

function containedEdges(kind: AssetKind): EdgeSpec<AssetGroup>[] {
  const { group } = rulesOf(kind)
  if (group === undefined) return []
  const at = { edge: `contained_${group.edge}`, scopes: ['business'] } as const
  const params = { asset_id: REQUIRED_TEXT }
  const named = (method: string) => ({ sdk: `BusinessAssetGroup.${method}` })
  return [
    {
      ...at,
      method: 'GET',
      params: {},
      ...named(`getContained${group.sdk}s`),
      run: (call) => listContained(call, kind),
    },
    {
      ...at,
      method: 'POST',
      params,
      ...named(`createContained${group.sdk}`),
      run: (call) => addAsset(call, kind),
    },
    {
      ...at,
      method: 'DELETE',
      params,
      ...named(`deleteContained${group.sdk}s`),
      run: (call) => removeAsset(call, kind),
    },
  ]
}

function memberEdge(sdkClass: string): EdgeSpec<WorldMember> {
  return {
    method: 'GET',
    edge: 'assigned_business_asset_groups',
    params: { contained_asset_id: { type: 'string' } },
    scopes: ['business'],
    sdk: `${sdkClass}.getAssignedBusinessAssetGroups`,
    run: listGroupsOfMember,
  }
}

/** The group, for an admin of its Business. Source: graph-api 2.4 (FACT); the codes are INFERENCE. */
function managed(call: Call<AssetGroup>): AssetGroup {
  const member = memberIn(call, call.record.owner)
  if (member === undefined) throw FAILURES.unsupported('GET', call.record.id)
  if (!isAdmin(member)) throw FAILURES.cannotManage()
  return call.record
}

function listGroups(call: Call<WorldBusiness>): EdgeAnswer {
  requireAdmin(call)
  const own = [...call.world.groups.values()].filter(({ owner }) => owner === call.record.id)
  return { rows: own.map((group) => row(assetGroupNode, group)) }
}

function listGroupsOfMember(call: Call<WorldMember>): EdgeAnswer {
  const { world, record, params } = call
  if (memberIn(call, record.business) === undefined) throw FAILURES.unsupported('GET', record.id)
  const asset = text(params, 'contained_asset_id')
  const own = [...world.groups.values()].filter(
    ({ people, assets }) =>
      people.some(({ user }) => user === record.id) && (asset === '' || assets.includes(asset)),
  )
  return { rows: own.map((group) => row(assetGroupNode, group)) }
}

function rename(call: Call<AssetGroup>): EdgeAnswer {
  const group = managed(call)
  putGroup(call.world, { ...group, name: text(call.params, 'name', group.name) })
  return SUCCESS
}

/** Any other Business than the group's gets an empty list, as on assets (INFERENCE). */
function listPeople(call: Call<AssetGroup>): EdgeAnswer {
  const { people, owner } = managed(call)
  if (call.params['business'] !== owner) return { rows: [] }
  const members = people.flatMap(({ user }) => call.world.members.get(user) ?? [])
  return { rows: members.map((member) => row(assignedUserNode, member)) }
}

/**
 * POST `assigned_users` puts somebody in the group. That it needs tasks, and that it leaves the tasks of kinds it does
 * not name, is INFERENCE.
 */
function addPerson(call: Call<AssetGroup>): EdgeAnswer {
  const { world, params } = call
  const group = managed(call)
  const user = text(params, 'user')
  const member = world.members.get(user)
  if (member === undefined) throw FAILURES.notScoped()
  if (member.business !== group.owner) throw FAILURES.invalid('Param user must be a user of the business')
  const given = WITH_TASKS.flatMap(({ kind, param }) => {
    const names = list(params, param)
    if (names === undefined) return []
    const tasks = normaliseTasks(names)
    requireCombination(kind, tasks)
    rulesOf(kind).tasks.check?.(call, tasks)
    return [[kind, tasks] as const]
  })
  if (given.length === 0) throw FAILURES.required(WITH_TASKS.map(({ param }) => param).join(' or '))
  const before = group.people.find((one) => one.user === user)?.tasks
  const others = group.people.filter((one) => one.user !== user)
  const tasks = { ...before, ...Object.fromEntries(given) }
  putGroup(world, { ...group, people: [...others, { user, tasks }] })
  return SUCCESS
}

/** DELETE `assigned_users`. It succeeds for somebody who is not in the group (INFERENCE). */
function removePerson(call: Call<AssetGroup>): EdgeAnswer {
  const group = managed(call)
  const people = group.people.filter(({ user }) => user !== call.params['user'])
  putGroup(call.world, { ...group, people })
  return SUCCESS
}

/** Rows are assets; for a kind with an alias, the alias (FACT, graph-api 1.2: IGUser). */
function listContained(call: Call<AssetGroup>, kind: AssetKind): EdgeAnswer {
  const alias = rulesOf(kind).alias?.node
  const assets = managed(call).assets.flatMap((id) => call.world.assets.get(id) ?? [])
  const own = assets.filter((asset) => asset.kind === kind)
  return { rows: own.map((asset) => (alias === undefined ? assetRow(asset) : row(alias, asset))) }
}

/** POST `contained_*`: only what the Business owns or shares in (INFERENCE). */
function addAsset(call: Call<AssetGroup>, kind: AssetKind): EdgeAnswer {
  const group = managed(call)
  const asset = named(call, kind)
  if (permittedTasks(call.world, asset, group.owner) === undefined)
    throw FAILURES.unsupported('POST', asset.id)
  putGroup(call.world, { ...group, assets: [...new Set([...group.assets, asset.id])] })
  return SUCCESS
}

function removeAsset(call: Call<AssetGroup>, kind: AssetKind): EdgeAnswer {
  const group = managed(call)
  const { id } = named(call, kind)
  putGroup(call.world, { ...group, assets: group.assets.filter((one) => one !== id) })
  return SUCCESS
}

/** The asset in `asset_id`: by its id, that of its alias, or digits without a kind's prefix (INFERENCE). */
function named({ world, params }: Call<AssetGroup>, kind: AssetKind): WorldAsset {
  const given = text(params, 'asset_id')
  const alias = rulesOf(kind).alias?.node
  const found =
    world.assets.get(given) ??
    world.assets.get(`act_${given}`) ??
    [...world.assets.values()].find((asset) => asset.kind === kind && alias?.id(asset) === given)
  if (found?.kind !== kind) throw FAILURES.invalid('Param asset_id must be a valid ID string')
  return found
}
