import { businessesOf } from '../model/desired.ts'
import type { Asset, Client, Model, Principal } from '../model/model.ts'
import type { Moment } from '../model/moment.ts'
import { hasEnded } from '../model/rules/dates.ts'
import type { ManagedAsset } from '../plan/change.ts'
import type { Moved } from '../plan/guard/guard-input.ts'
import type { Move } from '../plan/move.ts'
import { assetKey, type Inventory } from '../inventory/inventory.ts'
import { mayBeOn } from '../resources/leaving.ts'
import { lookIn } from '../resources/observe.ts'
import { managedIn, type AssetInputs, type AssetState } from '../resources/inputs.ts'

/** The assets in the state of each stack. A stack that was not read is not in it. */
export type HeldAssets = ReadonlyMap<string, readonly AssetState[]>

/** A move, with the record that the old stack has of the asset. */
export type FoundMove = Move & { readonly state: AssetState }

export type FoundMoves = {
  readonly moves: readonly FoundMove[]
  /** Assets that another file lists and that cannot move. */
  readonly refused: readonly Moved[]
  /** For each stack without a file that was read: its assets that no file lists. */
  readonly left: ReadonlyMap<string, readonly ManagedAsset[]>
}

/** The files that say where an asset belongs; `broken` are the clients whose files cannot be used. */
export type Homes = { readonly model: Model; readonly broken: readonly string[]; readonly today: Moment }

/**
 * The assets that stand in the state of one stack and in the file of another client. No key in a file tells of a move:
 * the state names the stack that has an asset and the files the one that should, and an asset is in one file at most
 * (ASSET_DUPLICATE). So a renamed client, a split and a merge are moves, one by one, and their reverse as well. Pure.
 */
export function movesIn(held: HeldAssets, homes: Homes): FoundMoves {
  const { model, broken } = homes
  const homeOf = homesIn(model)
  const all = [...held].flatMap(([from, states]) =>
    states.map((state) => ({ from, state, listed: homeOf.get(assetKey(state.kind, state.asset)) ?? [] })),
  )
  const away = all.flatMap(({ from, state, listed: [home, ...others] }) => {
    // Two files may list an asset (ASSET_DUPLICATE refuses only the second): it stays where it is.
    const isOwn = [home, ...others].some((one) => one?.client.slug === from)
    if (home === undefined || isOwn) return []
    const why = others.length > 0 ? 'several files list it' : objectionTo(from, state, home, homes)
    return [{ from, state, ...home, why }]
  })
  const arrived = (to: string, asset: Asset): boolean =>
    held.get(to)?.some((one) => one.kind === asset.kind && one.asset === asset.id && isMade(one)) ?? false
  const named = new Set([...model.clients.map(({ slug }) => slug), ...broken])
  return {
    moves: away.flatMap(({ from, state, client: { slug: to }, asset, why }) => {
      if (why !== undefined) return []
      const move = { asset: assetOf(state), from, to, arrived: arrived(to, asset), at: asset.at }
      return [{ ...move, state }]
    }),
    refused: away.flatMap(({ from, state, client: { slug: to }, asset, why }) =>
      why === undefined || !hasAccess(state) ? [] : [{ asset: assetOf(state), from, to, why, at: asset.at }],
    ),
    left: new Map(
      [...held.keys()]
        .filter((stack) => !named.has(stack))
        .map((stack) => [
          stack,
          all.flatMap(({ from, state, listed }) =>
            from === stack && listed.length === 0 ? [assetOf(state)] : [],
          ),
        ]),
    ),
  }
}

/**
 * Whom the old stack of an asset may still have to take off, as its own next look would find: whom it gave access, and
 * those who were to go and may still be there. Without a look nobody is forgotten.
 */
export function stillManaged({ to, state }: FoundMove, inventory: Inventory): Principal[] {
  const managed = managedIn(state)
  const look = lookIn(inventory, { ...state, client: to }, managed)
  if (look.observed.state === 'unknown') return managed
  const given = state.refused === true ? {} : state.people
  return managed.filter((who) => given[who] !== undefined || mayBeOn(state, who, look))
}

type Home = { readonly client: Client; readonly asset: Asset }

function homesIn({ clients }: Model): Map<string, Home[]> {
  return Map.groupBy(
    clients.flatMap((client) => client.assets.map((asset) => ({ client, asset }))),
    ({ asset }) => assetKey(asset.kind, asset.id),
  )
}

/** Whether the new stack really has it: not what a dead run had only begun, nor what it was refused. */
function isMade({ observed, refused }: AssetState): boolean {
  return refused !== true && !(observed.state === 'unknown' && observed.reason.kind === 'begun')
}

/**
 * Why an asset cannot move. An id alone proves nothing (`plan/ownership.ts`): only files that name a Business in common
 * are of one client.
 */
function objectionTo(
  from: string,
  state: AssetInputs,
  { client, asset }: Home,
  { model, broken, today }: Homes,
): string | undefined {
  if (broken.includes(from)) return `access/clients/${from}.yaml cannot be read`
  if (hasEnded(client, today)) return `"${client.slug}" has left`
  const owners = state.owners ?? [state.clientBusiness]
  // Our own Business is in no file; the asset's entry says that it owns it.
  const named = asset.owner === 'agency' ? [model.agency.business] : businessesOf(client)
  return named.some((business) => owners.includes(business))
    ? undefined
    : `"${from}" had it of the Business ${owners.join(', ')}, which access/clients/${client.slug}.yaml does not name`
}

/** Whether anybody of ours may be on it, by the last look. Where nobody is, the old stack has nothing to end. */
function hasAccess(state: AssetState): boolean {
  return state.observed.state !== 'absent' || managedIn(state).length > 0
}

function assetOf({ kind, asset, name }: AssetInputs): ManagedAsset {
  return { kind, id: asset, name }
}
