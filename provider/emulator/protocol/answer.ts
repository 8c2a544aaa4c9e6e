import { edgesAt, edgeTable } from '../edges/table.ts'
import type { InjectedFault, Faults } from '../faults.ts'
import type { RequestLog } from '../request-log.ts'
import { requireScopes } from '../rules/scopes.ts'
import { requireTwoFactor } from '../rules/two-factor.ts'
import type { World } from '../world/world.ts'
import { authenticate, sideOf, type Caller } from './caller.ts'
import { checkEdgeParams } from './edge-params.ts'
import { GraphFailure } from './failure.ts'
import { parseFields } from './fields.ts'
import type { CallContext, NodeRow } from './node.ts'
import { flag } from './param-values.ts'
import { overrideRefused } from './override.ts'
import { locate, nothingAt, type PathTarget } from './place.ts'
import { renderList, renderRow, type Rendering } from './render.ts'
import type { Operation } from './request.ts'
import { codeOf, refused, spoiled, type Result } from './result.ts'
import type { CallBudget } from './usage.ts'
import { servedVersion, splitPath, type VersionServed } from './versions.ts'

/** The state behind the API: the world, and what is kept about requests. */
export type Api = {
  readonly world: World
  readonly usage: CallBudget
  readonly log: RequestLog
  readonly faults: Faults
  /** "http://127.0.0.1:8080". */
  readonly base: () => string
  /** Reads answer the state of so many milliseconds ago. */
  readonly propagationMs: number
}

/** Answers one operation and logs it. Throws nothing that a caller could cause. */
export function answer(api: Api, operation: Operation): Result {
  const { method, path, batched } = operation
  const { world, log } = api
  const caller = attempt(() => authenticate(world, operation.token, operation.proof))
  const known = caller instanceof GraphFailure ? undefined : caller
  const place = locate(world, known, splitPath(path).segments)
  const edge = place.edge === '' ? place.name : `${place.name}/${place.edge}`
  const side = known === undefined ? 'none' : sideOf(known)
  const limit = Number(operation.params.values['limit'] ?? 0)
  const fault = api.faults.next({ method, edge, path, side, limit, batched })
  const trace = log.entries.length
  const mayOverride = world.app.method_override
  const refusal = operation.overridden && !mayOverride ? overrideRefused() : operation.refusal
  const run = () =>
    refusal !== undefined
      ? refused(refusal, trace)
      : caller instanceof GraphFailure
        ? refused(caller, trace)
        : carryOut(api, operation, caller, place, fault)
  const result = fault === undefined ? run() : spoiled(fault, run, method === 'GET', trace)
  const code = codeOf(result)
  log.add({
    at: new Date(world.now()).toISOString(),
    method,
    path,
    edge: `${method} ${edge}`,
    node: place.id,
    side,
    status: result.status,
    ...(code === undefined ? {} : { code }),
    batched,
  })
  return result
}

/** Counts the call against its budget and runs it; a read that lags runs on an earlier state of the world. */
function carryOut(
  api: Api,
  operation: Operation,
  caller: Caller,
  place: PathTarget,
  fault: InjectedFault | undefined,
): Result {
  const { world, usage, log } = api
  const trace = log.entries.length
  const { headers, refusal } = usage.charge({ caller, account: accountOf(place) }, world.now())
  if (refusal !== undefined) return { ...refused(refusal, trace), headers }
  const lag = operation.method === 'GET' ? (fault?.outcome.lag ?? api.propagationMs) : 0
  const run = () => execute(api, operation, caller)
  const found = attempt(() => (lag > 0 ? world.journal.asOf(world.now() - lag, run) : run()))
  if (found instanceof GraphFailure) return { ...refused(found, trace), headers }
  const { version, warning } = found.served
  const told = warning === undefined ? {} : { 'x-ad-api-version-warning': warning }
  const gaps = [...found.leftOut].sort().join(', ')
  const leftOut = gaps === '' ? {} : { [NOT_EMULATED_HEADER]: gaps }
  return {
    status: 200,
    body: found.body,
    headers: { ...headers, 'facebook-api-version': version, ...told, ...leftOut },
  }
}

function execute(
  api: Api,
  operation: Operation,
  caller: Caller,
): { readonly body: unknown; readonly served: VersionServed; readonly leftOut: ReadonlySet<string> } {
  const { method, params } = operation
  const { world } = api
  const split = splitPath(operation.path)
  const place = locate(world, caller, split.segments)
  const edge = edgeTable.find(place.name, method, place.edge)
  const served = servedVersion({
    asked: split.version,
    marketing: place.row?.node.isMarketing === true,
    changedSince: edge?.changedSince,
    optedOut: !world.app.version_upgrades,
    now: world.now(),
  })
  if (place.row === undefined || edge === undefined) throw nothingAt(place, method)
  const context: CallContext = { world, caller, now: world.now() }
  requireScopes(caller, edge.scopes)
  if (!SELF_SERVICE.has(place.name)) requireTwoFactor(context, ownerOf(place.row))
  const leftOut = new Set<string>()
  const checked = checkEdgeParams(edge, params, leftOut)
  const found = edge.run({ ...context, record: place.row.record, params: checked })
  if ('value' in found) return { served, leftOut, body: found.value }
  const rendering: Rendering = {
    ...context,
    edges: edgeTable,
    leftOut,
    link: linkOf(api, operation, served.version),
  }
  const fields = params.values['fields']
  const selection = typeof fields === 'string' && fields !== '' ? parseFields(fields) : undefined
  if ('rows' in found)
    return {
      served,
      leftOut,
      body: renderList(found, edge, selection, params.values, `${place.id}/${place.edge}`, rendering),
    }
  const body = renderRow(found.row, selection, rendering)
  const wantsMetadata = flag(params.values, 'metadata')
  return {
    served,
    leftOut,
    body: wantsMetadata ? { ...body, metadata: metadataOf(found.row, rendering) } : body,
  }
}

/** Names what a request asked for that Meta has and the emulator left out. No header of Meta's. */
const NOT_EMULATED_HEADER = 'x-emulator-not-emulated'

/** Nodes that a person may read about themselves without a second factor. */
const SELF_SERVICE = new Set(['root', 'user'])

function ownerOf({ record }: NodeRow): string | undefined {
  return record !== null && typeof record === 'object' && 'owner' in record ? String(record.owner) : undefined
}

/** The node of a call, where calls about it have their own budget. */
function accountOf({ row }: PathTarget): { readonly id: string; readonly activeAds: number } | undefined {
  const activeAds = row?.node.activeAds?.(row.record)
  return row === undefined || activeAds === undefined ? undefined : { id: row.id, activeAds }
}

/** Absolute links on this API. They hold the token only where the query had it: the SDK's cursor needs it there. */
function linkOf(
  api: Api,
  { tokenInQuery, token, proof, base = api.base() }: Operation,
  version: string,
): Rendering['link'] {
  const secret = tokenInQuery && token !== undefined ? { access_token: token } : {}
  const proven = tokenInQuery && typeof proof === 'string' ? { appsecret_proof: proof } : {}
  return (path, query) =>
    `${base}/${version}/${path}?${new URLSearchParams({ ...query, ...secret, ...proven }).toString()}`
}

/** Answers `metadata=1`. Source: graph-api 4.6. */
function metadataOf(row: NodeRow, { link }: Rendering) {
  const edges = edgesAt(row.node.name).filter(({ method, edge }) => method === 'GET' && edge !== '')
  return {
    type: row.node.label.toLowerCase(),
    fields: Object.keys(row.node.fields).map((name) => ({ name })),
    connections: Object.fromEntries(edges.map(({ edge }) => [edge, link(`${row.id}/${edge}`, {})])),
  }
}

/** The value, or the GraphFailure it threw; any other error is a bug and is thrown again. */
function attempt<T>(make: () => T): T | GraphFailure {
  try {
    return make()
  } catch (error) {
    if (error instanceof GraphFailure) return error
    throw error
  }
}
