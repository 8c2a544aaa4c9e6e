import { isDeepStrictEqual } from 'node:util'
import { asText } from '../edit/apply-plain.ts'
import type { Edit, PlainValue } from '../edit/edit.ts'
import { desiredAccess, type DesiredClient } from '../model/desired.ts'
import type { Client, Member, Model, Principal, ServicePackage } from '../model/model.ts'
import { factsOf } from '../model/kinds.ts'
import { isPerson } from '../model/principal.ts'
import { isCurrent, type Moment } from '../model/moment.ts'
import { satisfies } from '../plan/held.ts'
import { pathOfAsset, pathOfMember } from '../model/entry-paths.ts'
import { assetEntry } from './assets.ts'
import { exceptionEntry } from './exceptions.ts'
import type { Above } from './fit.ts'
import type { Imported } from './import-client.ts'
import type { SharedAsset } from '../model/shared-asset.ts'

/** The client's file as it is, and what it should say. */
export type Merge = {
  readonly model: Model
  readonly client: Client
  readonly service: ServicePackage | undefined
  readonly imported: Imported
  /** UTC, year-month-day. */
  readonly today: Moment
}

/** Assets that the file lacks, and levels of our grant that differ at Meta. Names stay as people wrote them. */
export function assetEdits({ client, service, imported }: Omit<Merge, 'today' | 'model'>): Edit[] {
  const known = new Map(client.assets.map((asset) => [asset.id, asset]))
  const ids = new Set([...known.keys(), ...imported.assets.map(({ asset }) => asset.id)])
  return imported.assets.flatMap(({ asset, level }): Edit[] => {
    const before = known.get(asset.id)
    if (before === undefined) {
      const value = assetEntry(asset, level, service, {}, ids)
      return [{ append: ['assets', factsOf(asset.kind).list], value }]
    }
    if (asset.ours === true) {
      return before.owner === 'agency'
        ? []
        : [{ set: [...pathOfAsset(client, before), 'owner'], value: 'agency' }]
    }
    return before.partner === level
      ? []
      : [{ set: [...pathOfAsset(client, before), 'partner'], value: level }]
  })
}

/**
 * The entries of the people for whom the file and Meta differ. Everybody else keeps their entries. Of those who differ,
 * each entry and exception that still fits stays, with its reason and its comments. `client` already has the assets of
 * the import.
 */
export function peopleEdits({ model, client, imported, today }: Omit<Merge, 'service'>): Edit[] {
  const desired = desiredAccess(model, client, today)
  const wanted = new Map(imported.people.map((one) => [one.principal, one.fit]))
  const named = [...client.team, ...client.exceptions].map(({ principal }) => principal)
  const differing = [...new Set([...wanted.keys(), ...named])].filter((principal) =>
    imported.assets.some(({ asset }) => differs(desired, asset, principal)),
  )
  return differing.flatMap((principal): Edit[] => {
    const fit = wanted.get(principal) ?? { function: undefined, entries: [], above: [] }
    const current = client.team.filter((one) => one.principal === principal)
    const kept = current.filter(
      (member) => member.function === fit.function && fit.entries.some((entry) => isEntry(member, entry)),
    )
    const fresh = fit.entries.filter((entry) => !kept.some((member) => isEntry(member, entry)))
    const above = fit.above.filter((one) => !hasException(client, principal, one, today))
    return [
      ...current
        .filter((member) => !kept.includes(member))
        .map((one) => ({ remove: pathOfMember(client, one) })),
      ...fresh.map((value): Edit => ({ append: ['team', fit.function ?? ''], value })),
      ...staleExceptions(client, principal, fit.above, today),
      ...above.map((one): Edit => ({
        append: ['exceptions'],
        value: exceptionEntry(principal, one, model.policy.limits, today),
      })),
    ]
  })
}

function differs(desired: DesiredClient, { kind, id, people }: SharedAsset, principal: Principal): boolean {
  const asset = desired.assets.find((one) => one.id === id)
  const asked = asset?.people.find((one) => one.principal === principal)?.tasks
  const held = people[principal]
  if (asked === undefined || held === undefined) return asked !== held
  return !satisfies(kind, held, asked)
}

function isEntry({ principal, only, levels }: Member, entry: PlainValue): boolean {
  const plain = only === undefined && Object.keys(levels).length === 0 && isPerson(principal)
  const own: PlainValue = plain
    ? principal
    : {
        ...(isPerson(principal) ? { person: principal } : { system_user: principal }),
        ...(only === undefined ? {} : { assets: only }),
        ...(Object.keys(levels).length === 0 ? {} : { levels: { ...levels } }),
      }
  return isDeepStrictEqual(asText(own), asText(entry))
}

function hasException(client: Client, principal: Principal, { asset, level }: Above, today: Moment): boolean {
  return client.exceptions.some(
    (one) =>
      one.principal === principal &&
      one.asset === asset &&
      one.level === level &&
      isCurrent(one.until, today),
  )
}

/** Exceptions that Meta does not confirm, and ended ones, which give nothing. */
function staleExceptions(
  client: Client,
  principal: Principal,
  above: readonly Above[],
  today: Moment,
): Edit[] {
  return client.exceptions.flatMap((one, index): Edit[] => {
    if (one.principal !== principal) return []
    const holds = above.some(({ asset, level }) => asset === one.asset && level === one.level)
    return holds && isCurrent(one.until, today) ? [] : [{ remove: ['exceptions', index] }]
  })
}
