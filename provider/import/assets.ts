import type { PlainValue } from '../edit/edit.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { ASSET_KINDS, factsOf, theAsset } from '../model/kinds.ts'
import { atMost, tasksOf, type Level } from '../model/levels.ts'
import type { Asset, Principal, ServicePackage } from '../model/model.ts'
import { satisfies } from '../plan/held.ts'
import type { Holding } from './fit.ts'
import { covering, levelsHeld, partnerHeld } from './levels-held.ts'
import type { SharedAsset } from '../model/shared-asset.ts'

/** By kind and id, as a new file lists them. */
export function inOrder(assets: readonly SharedAsset[]): SharedAsset[] {
  return assets.toSorted(
    (a, b) => ASSET_KINDS.indexOf(a.kind) - ASSET_KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  )
}

/**
 * The level of our grant on an asset. The level in `before` stays if Meta's tasks confirm it. Where Meta shows no
 * tasks (Instagram), it is the package's level, raised to what our people hold there.
 */
export function partnerLevel(
  asset: SharedAsset,
  before: Level | undefined,
  service: ServicePackage | undefined,
): { readonly level: Level; readonly findings: readonly Finding[] } {
  const { kind, partner } = asset
  // Nobody shares it, so there is no level to ask for and none that limits our people.
  if (asset.ours === true) return { level: partnerHeld(kind, factsOf(kind).tasks).level, findings: [] }
  if (partner === undefined) {
    const held = Object.values(asset.people).flatMap((tasks) => levelsHeld(kind, tasks) ?? [])
    const level = covering(kind, held, before ?? service?.levels[kind])
    return { level, findings: [finding('IMPORT_PARTNER_UNSEEN', { asset: theAsset(asset), level })] }
  }
  if (before !== undefined && satisfies(kind, partner, tasksOf(kind, before)))
    return { level: before, findings: [] }
  const { level, exact } = partnerHeld(kind, partner)
  const args = { asset: theAsset(asset), tasks: listed(partner), level }
  return { level, findings: exact ? [] : [finding('IMPORT_PARTNER_BETWEEN', args)] }
}

/** What somebody holds on an asset, as levels of the file; a finding if no level fits, or if it exceeds the grant. */
export function holdingOf(
  asset: SharedAsset,
  principal: Principal,
  partner: Level,
): { readonly holding: Holding; readonly findings: readonly Finding[] } {
  const { kind, id } = asset
  const tasks = asset.people[principal]
  const none: Holding = { kind, id, levels: [] }
  if (tasks === undefined) return { holding: none, findings: [] }
  const about = { who: principal, asset: theAsset(asset) }
  const levels = levelsHeld(kind, tasks)
  if (levels === undefined)
    return { holding: none, findings: [finding('IMPORT_TASKS_BETWEEN', { ...about, tasks: listed(tasks) })] }
  const above = asset.ours === true ? undefined : levels.find((level) => !atMost(kind, level, partner))
  if (above !== undefined)
    return { holding: none, findings: [finding('IMPORT_ABOVE_PARTNER', { ...about, level: above, partner })] }
  return { holding: { kind, id, levels }, findings: [] }
}

/** What the ad accounts of a client have in common: the file says it once. */
export type CommonFacts = { readonly currency?: string; readonly timezone?: string }

/** The currency and time zone that most ad accounts have. */
export function commonOf(assets: readonly SharedAsset[]): CommonFacts {
  const currency = mostOf(assets.flatMap((one) => one.currency ?? []))
  const timezone = mostOf(assets.flatMap((one) => one.timezone ?? []))
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(timezone === undefined ? {} : { timezone }),
  }
}

function mostOf(values: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(values, (value) => value)]
  return counted.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0]
}

/** The entry of an asset in the file, without what package and `common` already say. */
export function assetEntry(
  asset: SharedAsset,
  level: Level,
  service: ServicePackage | undefined,
  common: CommonFacts,
  listedIds: ReadonlySet<string>,
): PlainValue {
  const { kind, currency, timezone } = asset
  return {
    id: asset.id,
    name: asset.name,
    ...(asset.ours === true ? { owner: 'agency' } : {}),
    ...(asset.ours === true || level === service?.levels[kind] ? {} : { partner: level }),
    ...linkEntry(asset, listedIds),
    ...(currency === undefined || currency === common.currency ? {} : { currency }),
    ...(timezone === undefined || timezone === common.timezone ? {} : { timezone }),
  }
}

function linkEntry({ kind, links }: SharedAsset, listedIds: ReadonlySet<string>): Record<string, PlainValue> {
  const { link } = factsOf(kind)
  const known = links.filter((id) => listedIds.has(id))
  if (link === undefined || known[0] === undefined) return {}
  return { [link.key]: link.many ? known : known[0] }
}

/** The package that needs the fewest levels of their own on the assets; the first of several. */
export function bestPackage(
  packages: readonly ServicePackage[],
  levels: readonly { readonly asset: Pick<Asset, 'kind'>; readonly level: Level }[],
): ServicePackage | undefined {
  const ranked = packages.map((one) => ({
    one,
    own: levels.filter(({ asset, level }) => one.levels[asset.kind] !== level).length,
  }))
  return ranked.toSorted((a, b) => a.own - b.own)[0]?.one
}
