import type { PlainValue } from '../edit/edit.ts'
import { ASSET_KINDS, type AssetKind } from '../model/kinds.ts'
import { atMost, tasksOf, type Level } from '../model/levels.ts'
import type { Principal, TeamFunction } from '../model/model.ts'
import { isPerson } from '../model/principal.ts'

/** An asset of the client, and the levels that somebody holds on it; empty if they hold nothing. */
export type Holding = { readonly kind: AssetKind; readonly id: string; readonly levels: readonly Level[] }

/** A step above the function. */
export type Above = { readonly asset: string; readonly level: Level }

/** One way to write what somebody holds: entries under one function, and exceptions above it. */
export type Fit = {
  /** Undefined if no function gives any of it. */
  readonly function: string | undefined
  readonly entries: readonly PlainValue[]
  readonly above: readonly Above[]
}

/** What a function gives on one asset: its own level, or another one that the file sets. */
type Base = Holding & { readonly base: Level | undefined; readonly above: readonly Level[] }

/**
 * The way that needs the fewest steps above a function, then the fewest restrictions of it, then the first of
 * `functions`. It gives exactly the holdings, no more and no less; `holdings` has every asset of the client.
 */
export function bestFit(
  principal: Principal,
  holdings: readonly Holding[],
  functions: readonly TeamFunction[],
): Fit {
  const ways = functions.map((one) => fitIn(principal, holdings, one))
  const [best] = ways.toSorted(
    (a, b) => a.fit.above.length - b.fit.above.length || a.restricted - b.restricted,
  )
  return best?.fit ?? { function: undefined, entries: [], above: aboveIn(holdings.map(without)) }
}

function without(holding: Holding): Base {
  return { ...holding, base: undefined, above: holding.levels }
}

function fitIn(
  principal: Principal,
  holdings: readonly Holding[],
  one: TeamFunction,
): { readonly fit: Fit; readonly restricted: number } {
  const bases = holdings.map((holding) => baseOf(holding, one))
  const entries = entriesOf(principal, bases, one)
  const restricted = entries.reduce<number>(
    (sum, entry) => sum + (typeof entry === 'string' ? 0 : Object.keys(entry).length - 1),
    0,
  )
  return {
    fit: { function: entries.length === 0 ? undefined : one.name, entries, above: aboveIn(bases) },
    restricted: restricted + entries.length,
  }
}

function aboveIn(bases: readonly Base[]): Above[] {
  return bases.flatMap(({ id, above }) => above.map((level) => ({ asset: id, level })))
}

/** The level of the function itself, one that it offers, or its own with something above; else nothing by function. */
function baseOf(holding: Holding, { levels: given, options }: TeamFunction): Base {
  const { kind, levels } = holding
  const [first] = levels
  const usual = given[kind]
  if (first === undefined) return { ...holding, base: undefined, above: [] }
  const offered = [usual, options[kind]].filter((one) => one !== undefined)
  if (levels.length === 1 && offered.some((one) => atMost(kind, first, one)))
    return { ...holding, base: first, above: [] }
  const held = new Set(levels.flatMap((level) => tasksOf(kind, level)))
  if (usual === undefined || !tasksOf(kind, usual).every((task) => held.has(task))) return without(holding)
  return { ...holding, base: usual, above: levels.filter((level) => !atMost(kind, level, usual)) }
}

/**
 * The entries that give the base of every asset: as many as a kind has different levels, the widest first. An entry
 * that holds for all assets of its kinds names none of them.
 */
function entriesOf(principal: Principal, bases: readonly Base[], one: TeamFunction): PlainValue[] {
  const groups = new Map(
    ASSET_KINDS.map((kind) => [kind, groupsOf(bases.filter((base) => base.kind === kind))]),
  )
  const count = Math.max(...[...groups.values()].map(({ length }) => length))
  return Array.from({ length: count }, (_, index) => {
    const own = new Map(ASSET_KINDS.map((kind) => [kind, groups.get(kind)?.[index]]))
    const covered = new Set([...own.values()].flatMap((group) => group?.ids ?? []))
    const ofKind = (kind: AssetKind) => bases.filter((base) => base.kind === kind)
    const partial = [...own].some(
      ([kind, group]) => group !== undefined && group.ids.length < ofKind(kind).length,
    )
    const unwanted = ASSET_KINDS.filter(
      (kind) => own.get(kind) === undefined && one.levels[kind] !== undefined && ofKind(kind).length > 0,
    )
    // Naming the assets means the same as taking the other kinds away; the file gets the shorter of the two.
    const named = partial || (unwanted.length > 0 && covered.size <= unwanted.length)
    const assets = named ? bases.map(({ id }) => id).filter((id) => covered.has(id)) : undefined
    const chosen = [...own].flatMap(([kind, group]): [AssetKind, string][] =>
      group === undefined || group.level === one.levels[kind] ? [] : [[kind, group.level]],
    )
    const taken = named ? [] : unwanted.map((kind): [AssetKind, string] => [kind, 'none'])
    return entryOf(principal, assets, [...chosen, ...taken])
  })
}

function groupsOf(bases: readonly Base[]): { readonly level: Level; readonly ids: readonly string[] }[] {
  const byLevel = Map.groupBy(
    bases.filter(({ base }) => base !== undefined),
    ({ base }) => base as Level,
  )
  return [...byLevel]
    .map(([level, own]) => ({ level, ids: own.map(({ id }) => id) }))
    .sort((a, b) => b.ids.length - a.ids.length)
}

function entryOf(
  principal: Principal,
  assets: readonly string[] | undefined,
  levels: readonly (readonly [AssetKind, string])[],
): PlainValue {
  if (assets === undefined && levels.length === 0 && isPerson(principal)) return principal
  return {
    ...(isPerson(principal) ? { person: principal } : { system_user: principal }),
    ...(assets === undefined ? {} : { assets }),
    ...(levels.length === 0 ? {} : { levels: Object.fromEntries(levels) }),
  }
}
