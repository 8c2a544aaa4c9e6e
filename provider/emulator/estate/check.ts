import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { closure, normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import { plainTasks } from '../rules/task-names.ts'
import type { Estate, EstateAsset } from './schema.ts'

/** `path` is dotted from the estate's root ("assets.3.partners.0.business"). */
export type Problem = { readonly path: string; readonly message: string }

type KnownIds = {
  readonly businesses: ReadonlySet<string>
  /** Person or system user -> Business. */
  readonly members: ReadonlyMap<string, string>
  readonly assets: ReadonlyMap<string, EstateAsset>
}

/** What zod cannot check: missing or duplicate ids, tasks that a kind lacks, assignments beyond the partner's tasks. */
export function checkEstate(estate: Estate): Problem[] {
  const problems: Problem[] = []
  const known: KnownIds = {
    businesses: new Set(estate.businesses.map(({ id }) => id)),
    members: new Map(
      estate.businesses.flatMap(({ id, people, system_users }) =>
        [...people, ...system_users].map((member) => [member.id, id]),
      ),
    ),
    assets: new Map(estate.assets.map((asset) => [asset.id, asset])),
  }
  const report = (path: string, message: string) => problems.push({ path, message })
  checkUnique(estate, report)
  for (const [index, asset] of estate.assets.entries()) checkAsset(asset, `assets.${index}`, known, report)
  for (const [index, { holder }] of estate.tokens.entries()) {
    if (!known.members.has(holder))
      report(`tokens.${index}.holder`, `no person or system user has the id ${holder}`)
  }
  for (const [index, id] of estate.app.claimed_by.entries())
    checkBusiness(id, `app.claimed_by.${index}`, known, report)
  for (const [index, group] of estate.asset_groups.entries())
    checkGroup(group, `asset_groups.${index}`, known, report)
  for (const [index, agreement] of estate.agreements.entries())
    checkAgreement(agreement, `agreements.${index}`, known, report)
  for (const [index, request] of estate.requests.entries()) {
    const path = `requests.${index}`
    checkBusiness(request.business, `${path}.business`, known, report)
    const asset = known.assets.get(request.asset)
    if (asset === undefined) report(`${path}.asset`, `no asset has the id ${request.asset}`)
    else checkTasks(asset, request.tasks, `${path}.tasks`, report)
  }
  return problems
}

type ReportProblem = (path: string, message: string) => void

function checkUnique(estate: Estate, report: ReportProblem): void {
  const seen = new Map<string, string>()
  const note = (path: string, id: string) => {
    const first = seen.get(id)
    if (first !== undefined) report(path, `the id ${id} is taken by ${first}`)
    else seen.set(id, path)
  }
  for (const [index, business] of estate.businesses.entries()) {
    const path = `businesses.${index}`
    note(`${path}.id`, business.id)
    for (const list of ['people', 'system_users', 'invitations'] as const) {
      for (const [at, { id }] of business[list].entries()) note(`${path}.${list}.${at}.id`, id)
    }
  }
  for (const list of ['assets', 'asset_groups', 'agreements', 'requests'] as const) {
    for (const [index, { id }] of estate[list].entries()) note(`${list}.${index}.id`, id)
  }
  for (const [index, { name }] of estate.tokens.entries()) note(`tokens.${index}.name`, `token "${name}"`)
}

function checkAsset(asset: EstateAsset, path: string, known: KnownIds, report: ReportProblem): void {
  const isPersonal = rulesOf(asset.kind).mayBePersonal === true && known.members.has(asset.owner)
  if (!isPersonal) checkBusiness(asset.owner, `${path}.owner`, known, report)
  const shared = new Map<string, readonly string[]>()
  for (const [index, { business, tasks, status, waiting_tasks }] of asset.partners.entries()) {
    const at = `${path}.partners.${index}`
    checkBusiness(business, `${at}.business`, known, report)
    checkTasks(asset, [...tasks, ...(waiting_tasks ?? [])], `${at}.tasks`, report)
    if (business === asset.owner) report(`${at}.business`, 'the owner cannot be its own partner')
    if (shared.has(business)) report(`${at}.business`, `${business} is a partner already`)
    shared.set(business, status === 'CONFIRMED' ? tasks : [])
  }
  const assigned = new Set<string>()
  for (const [index, { user, tasks }] of asset.assignments.entries()) {
    const at = `${path}.assignments.${index}`
    if (assigned.has(user)) report(`${at}.user`, `${user} is assigned already`)
    assigned.add(user)
    checkTasks(asset, tasks, `${at}.tasks`, report)
    const business = known.members.get(user)
    if (business === undefined) report(`${at}.user`, `no person or system user has the id ${user}`)
    else checkReach(asset, business, tasks, shared.get(business), at, report)
  }
  for (const { at, id, kind } of rulesOf(asset.kind).linksOf?.(asset) ?? []) {
    if (known.assets.get(id)?.kind !== kind) report(`${path}.${at}`, `no ${kind} has the id ${id}`)
  }
}

/** Nobody has more on an asset than the owner shared with their Business. */
function checkReach(
  asset: EstateAsset,
  business: string,
  tasks: readonly string[],
  shared: readonly string[] | undefined,
  path: string,
  report: ReportProblem,
): void {
  if (business === asset.owner) return
  if (shared === undefined) {
    report(`${path}.user`, `the asset is not shared with ${business}, the Business of this user`)
    return
  }
  const permitted = new Set(closure(asset.kind, shared))
  const above = normaliseTasks(tasks).filter((task) => !permitted.has(task))
  if (above.length > 0) report(`${path}.tasks`, `${above.join(', ')} is more than is shared with ${business}`)
}

/** Kinds whose share waits until the other Business accepts it. */
const AGREED: readonly AssetKind[] = ASSET_KINDS.filter((kind) => {
  const { partnerEdge } = factsOf(kind)
  return partnerEdge !== 'none' && partnerEdge.waitsFor === 'acceptance'
})

function checkAgreement(
  { from, to, shares }: Estate['agreements'][number],
  path: string,
  known: KnownIds,
  report: ReportProblem,
): void {
  checkBusiness(from, `${path}.from`, known, report)
  checkBusiness(to, `${path}.to`, known, report)
  for (const [index, { asset: id, tasks }] of shares.entries()) {
    const asset = known.assets.get(id)
    if (asset === undefined || !AGREED.includes(asset.kind))
      report(`${path}.shares.${index}.asset`, `no ${AGREED.join(' or ')} has the id ${id}`)
    else checkTasks(asset, tasks, `${path}.shares.${index}.tasks`, report)
  }
}

/** A group holds what its Business owns or shares in, and people of the Business with tasks of each kind. */
function checkGroup(
  { owner, assets, people }: Estate['asset_groups'][number],
  path: string,
  known: KnownIds,
  report: ReportProblem,
): void {
  checkBusiness(owner, `${path}.owner`, known, report)
  for (const [index, id] of assets.entries()) {
    const asset = known.assets.get(id)
    const reached = asset?.owner === owner || asset?.partners.some(({ business }) => business === owner)
    if (reached !== true) report(`${path}.assets.${index}`, `${owner} has no asset with the id ${id}`)
  }
  for (const [index, { user, tasks }] of people.entries()) {
    const at = `${path}.people.${index}`
    if (known.members.get(user) !== owner) report(`${at}.user`, `nobody of ${owner} has the id ${user}`)
    for (const [kind, names] of Object.entries(tasks))
      checkTasks({ kind: kind as AssetKind }, names, `${at}.tasks.${kind}`, report)
  }
}

function checkBusiness(id: string, path: string, known: KnownIds, report: ReportProblem): void {
  if (!known.businesses.has(id)) report(path, `no Business has the id ${id}`)
}

function checkTasks(
  { kind }: { readonly kind: AssetKind },
  tasks: readonly string[],
  path: string,
  report: ReportProblem,
): void {
  const names = plainTasks(kind)
  const wrong = normaliseTasks(tasks).filter((task) => !names.has(task))
  if (wrong.length > 0) report(path, `${kind} has no task ${wrong.join(', ')}`)
}
