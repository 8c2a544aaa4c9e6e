import { random, type Random } from '../../../provider/emulator/estate/names.ts'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { startEmulator, type Emulator, type EstateInput } from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { withOwnBreakers } from '../../../provider/graph/breakers.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { ASSET_KINDS, type AssetKind } from '../../../provider/model/kinds.ts'
import { atMost, levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import { compareAsset } from '../../../provider/plan/compare.ts'
import { assetHandler } from '../../../provider/resources/asset.ts'
import {
  desiredOf,
  managedIn,
  type AssetInputs,
  type AssetState,
} from '../../../provider/resources/inputs.ts'
import { metaFrom } from '../../../provider/resources/meta.ts'
import { observer } from '../../../provider/resources/observe.ts'
import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts'
import { changedElsewhere, grantedBeyond, IDS, sentTwice } from './fault-laws.ts'
import { acmeEstate, AGENCY, inputs } from './support.ts'

// One run of the provider under a fault, and the laws that have to hold after it, whatever Meta answered.

const SELF = '9201'
const EDGES: readonly (string | undefined)[] = [
  'agencies',
  'assigned_users',
  'client_ad_accounts',
  'client_pages',
  'business_users',
  undefined,
]

export type FaultyRun = {
  readonly seed: number
  readonly kind: FaultKind
  readonly broken: readonly string[]
}

type Told = { readonly state: AssetState | undefined; readonly isTold: boolean; readonly text: string }

/** What follows from a seed: a world, what the files ask of it, a fault, and the laws that were broken. */
export async function faultyRun(seed: number): Promise<FaultyRun> {
  const next = random(seed)
  const kind = FAULT_KINDS[seed % FAULT_KINDS.length] as FaultKind
  const estate = worldOf(next)
  const wanted = ASSET_KINDS.filter((one) => one !== 'whatsapp' && next() < 0.7).map((one) =>
    wantedOf(one, next),
  )
  await using emulator = await startEmulator({ estate, faults: [faultOf(kind, next)] })
  const told = await applied(emulator, wanted, new Map())
  const after = unloadWorld(emulator.world)
  const broken = [
    ...grantedBeyond(estate, after, wanted),
    ...changedElsewhere(estate, after),
    ...(kind.isLost ? sentTwice(emulator) : []),
    ...[...told.values()].flatMap(({ text }) =>
      text.includes('EAA') ? ['a token is in state or failures'] : [],
    ),
  ]
  await using clean = await startEmulator({ estate: after })
  for (const one of wanted) {
    const { state, isTold } = told.get(one.asset) as Told
    const differs = await differsNow(clean, one, state)
    if (differs && !isTold) broken.push(`${one.asset}: not as the file asks, and nothing tells it`)
  }
  const again = await applied(clean, wanted, told)
  for (const one of wanted) {
    const { state, text } = again.get(one.asset) as Told
    if (text.includes('"failures":[{'))
      broken.push(`${one.asset}: the next run fails: ${text.slice(text.indexOf('"failures"'))}`)
    if (await differsNow(clean, one, state)) broken.push(`${one.asset}: the next run does not converge`)
  }
  const faulty = { estate: unloadWorld(clean.world), faults: [faultOf(kind, next)] }
  await using ending = await startEmulator(faulty)
  broken.push(...(await endedUnder(ending, wanted, again)))
  return { seed, kind, broken }
}

/** The same fault while no file lists the assets any more: what is called ended is ended, and the rest ends later. */
async function endedUnder(
  emulator: Emulator,
  wanted: readonly AssetInputs[],
  before: ReadonlyMap<string, Told>,
): Promise<string[]> {
  const left = new Set<string>()
  const removed = await withOwnBreakers(() => removedOn(emulator, wanted, before))
  const broken = wanted.flatMap(({ asset }) => {
    const isOver = removed.get(asset)?.isTold === false
    if (!isOver) left.add(asset)
    return isOver && isStillThere(emulator, asset) ? [`${asset}: called ended, and is still there`] : []
  })
  await using clean = await startEmulator({ estate: unloadWorld(emulator.world) })
  const rest = wanted.filter(({ asset }) => left.has(asset))
  await withOwnBreakers(() => removedOn(clean, rest, removed))
  return [
    ...broken,
    ...rest.flatMap(({ asset }) =>
      isStillThere(clean, asset) ? [`${asset}: does not end in the next run`] : [],
    ),
  ]
}

async function removedOn(
  emulator: Emulator,
  wanted: readonly AssetInputs[],
  before: ReadonlyMap<string, Told>,
): Promise<Map<string, Told>> {
  const handler = handlerOn(emulator)
  const all = new Map<string, Told>()
  for (const { asset } of wanted) {
    const olds = before.get(asset)?.state
    if (olds === undefined) continue
    try {
      const { state, failures } = await handler.remove(olds)
      all.set(asset, { state, isTold: failures.length > 0, text: '' })
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      all.set(asset, { state: olds, isTold: true, text: error.message })
    }
  }
  return all
}

function isStillThere({ world }: Emulator, asset: string): boolean {
  const isShared = world.grants.get(asset)?.has(AGENCY) === true
  const people = [...(world.assignments.get(asset)?.keys() ?? [])]
  return isShared || people.some((user) => user in IDS)
}

/** Acme with shares and people of ours here and there. */
function worldOf(next: Random): EstateInput {
  const acme = acmeEstate()
  const assets = (acme.assets ?? []).map((asset) => {
    const isShared = next() < 0.5
    // Nobody of ours can see at which level an Instagram account is shared.
    const chosen = pick(levelsOf(asset.kind), next)
    const level = asset.kind === 'instagram' ? (levelsOf(asset.kind).at(-1) ?? chosen) : chosen
    const users = [...Object.keys(IDS).filter(() => next() < 0.3), ...(asset.kind === 'page' ? [SELF] : [])]
    const low = levelsOf(asset.kind)[0] ?? level
    return isShared && asset.owner === '100000000000001'
      ? {
          ...asset,
          partners: [{ business: AGENCY, tasks: [...tasksOf(asset.kind, level)] }],
          assignments: users.map((user) => ({ user, tasks: [...tasksOf(asset.kind, low)] })),
        }
      : asset
  })
  return { ...acme, assets }
}

function wantedOf(kind: AssetKind, next: Random): AssetInputs {
  const partner = pick(levelsOf(kind), next)
  const lower = levelsOf(kind).filter((one) => atMost(kind, one, partner))
  const people = Object.fromEntries(
    Object.values(IDS)
      .filter(() => next() < 0.4)
      .map((name) => [`${name}@northlight.example`, pick(lower, next)]),
  )
  return inputs(kind, partner, people, { unmanaged: next() < 0.5 ? 'remove' : 'report' })
}

/** Once, at the second or third, or every time; at any write or read, or only on one edge. */
function faultOf({ on, fault, isLimit }: FaultKind, next: Random): FaultInput {
  const edge = pick(EDGES, next)
  const path = edge === undefined ? {} : { path: `/${edge}$` }
  const method = on === 'reads' ? 'GET' : next() < 0.8 ? 'POST' : 'DELETE'
  // A limit that never ends is waited for, minute by minute; other tests have that.
  const always = isLimit ? { times: 2 } : {}
  const often = pick([{ nth: 1 }, { nth: 2 }, { nth: 3 }, always], next)
  return {
    match: { method, ...path, ...(on === 'writes' ? { path: `/${edge ?? 'a\\w+'}$` } : {}) },
    ...often,
    ...fault,
  }
}

function handlerOn(emulator: Emulator) {
  return providerOn(emulator).handler
}

function providerOn({ url, tokens }: Emulator) {
  const env = {
    META_GRAPH_URL: url,
    META_AGENCY_TOKEN: tokens['agency'],
    META_CLIENT_TOKEN_ACME: tokens['acme'],
  }
  const meta = metaFrom(async () => env)
  const look = observer(env, meta)
  return { look, handler: assetHandler(look, meta) }
}

/** One run, with a circuit breaker of its own. */
function applied(...args: Parameters<typeof appliedIn>): ReturnType<typeof appliedIn> {
  return withOwnBreakers(() => appliedIn(...args))
}

/** As the engine makes it: asset by asset, and the failure of one stops no other. */
async function appliedIn(
  emulator: Emulator,
  wanted: readonly AssetInputs[],
  before: ReadonlyMap<string, Told>,
): Promise<Map<string, Told>> {
  const { handler, look } = providerOn(emulator)
  const all = new Map<string, Told>()
  for (const one of wanted) {
    const olds = before.get(one.asset)?.state
    try {
      const { state, failures } = await handler.apply(one, olds)
      const seen = await look(one, olds === undefined ? undefined : managedIn(olds))
      // A plan tells what it could not read, and its command ends with 4.
      const isUnread =
        state.observed.state === 'unknown' ||
        compareAsset(desiredOf(one), seen.observed, seen.around).unknown !== undefined
      const isTold = failures.length > 0 || state.waiting.length > 0 || isUnread
      all.set(one.asset, { state, isTold, text: JSON.stringify({ state, failures }) })
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      all.set(one.asset, { state: olds, isTold: true, text: error.message })
    }
  }
  return all
}

async function differsNow(
  emulator: Emulator,
  one: AssetInputs,
  state: AssetState | undefined,
): Promise<boolean> {
  const olds = state ?? {
    ...one,
    people: {},
    observed: { state: 'absent', kind: one.kind, partner: { state: 'none' } },
    waiting: [],
  }
  return withOwnBreakers(() => handlerOn(emulator).differs({ ...olds, people: one.people }, one))
}

function pick<T>(items: readonly T[], next: Random): T {
  return items[Math.floor(next() * items.length)] as T
}
