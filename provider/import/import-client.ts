import type { Moment } from '../model/moment.ts'
import type { Edit } from '../edit/edit.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { theAsset } from '../model/kinds.ts'
import { desiredAccess } from '../model/desired.ts'
import type { Level } from '../model/levels.ts'
import type { Client, Model, Principal, ServicePackage } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'
import { isPlaceholder } from '../model/placeholder.ts'
import { holdingOf, inOrder, partnerLevel } from './assets.ts'
import { bestFit, type Fit, type Holding } from './fit.ts'
import { levelsHeld } from './levels-held.ts'
import { placeHolder } from './people.ts'
import type { SharedAsset } from '../model/shared-asset.ts'

/** The input of an import: what the files say, what Meta shows, and the options. */
export type ImportRequest = {
  readonly model: Model
  readonly slug: string
  readonly business: string
  /** The client as its file has it; undefined for a new file. */
  readonly existing: Client | undefined
  readonly shared: readonly SharedAsset[]
  readonly members: readonly ObservedMember[]
  /** The holder of our own token: no file manages it. */
  readonly self: Principal
  readonly addPeople: boolean
  /** Ids of our own assets that the client's file is to have. */
  readonly own: readonly string[]
  /** UTC, year-month-day. */
  readonly today: Moment
}

/** The access at a client as the file should say it. */
export type Imported = {
  readonly assets: readonly { readonly asset: SharedAsset; readonly level: Level }[]
  /** Everybody whom the file can name, with everything they hold there. */
  readonly people: readonly { readonly principal: Principal; readonly fit: Fit }[]
  /** Entries that agency.yaml lacks. */
  readonly agencyEdits: readonly Edit[]
  readonly findings: readonly Finding[]
}

/** The assets that a client's file is to have, in its order: those of its Business, and our own ones that it names. */
export function assetsFor(
  { business, own }: Pick<ImportRequest, 'business' | 'own'>,
  shared: readonly SharedAsset[],
): SharedAsset[] {
  return inOrder(
    shared.filter(({ id, owner, ours }) => (ours === true ? own.includes(id) : owner?.id === business)),
  )
}

/**
 * What the file of a client must say to ask for exactly what Meta shows: assets with the level of our grant, people under
 * the function that fits best, and exceptions for what goes beyond it. A finding reports what a file cannot say.
 * `service` is the package that the file names.
 */
export function importClient(request: ImportRequest, service: ServicePackage | undefined): Imported {
  const { model, slug, existing, shared, members, self, addPeople } = request
  const findings: Finding[] = shared
    .filter(({ owner, ours }) => owner === undefined && ours !== true)
    .map((asset) => finding('IMPORT_OWNER_UNKNOWN', { asset: theAsset(asset), client: slug }))
  const assets = assetsFor(request, shared).map((asset) => {
    const before = existing?.assets.find(({ id }) => id === asset.id)?.partner
    const { level, findings: told } = partnerLevel(asset, before, service)
    findings.push(...told)
    return { asset, level }
  })
  const principals = new Set(assets.flatMap(({ asset }) => Object.keys(asset.people)))
  const agencyEdits: Edit[] = []
  const elsewhere = notSharedOf(request)
  const people = [...principals]
    .filter((principal) => principal !== self)
    .toSorted()
    .flatMap((principal) => {
      const seen = assets.map(({ asset, level }) => holdingOf(asset, principal, level))
      const holdings = [...seen.map(({ holding }) => holding), ...elsewhere(principal)]
      findings.push(...seen.flatMap((one) => one.findings))
      const member = members.find((one) => one.principal === principal)
      const placed = placeHolder(model, { principal, holdings, member }, addPeople)
      findings.push(...placed.findings)
      if (placed.functions === undefined) return []
      if (placed.entry !== undefined)
        agencyEdits.push({ append: [placed.entry.key], value: placed.entry.value })
      const names = existing?.team.filter((one) => one.principal === principal).map((one) => one.function)
      const first = placed.functions.filter(({ name }) => names?.includes(name))
      const fit = bestFit(principal, holdings, [...first, ...placed.functions])
      return [{ principal, fit }]
    })
  return { assets, people, agencyEdits, findings }
}

/** What the file gives on assets that are not shared now: it waits for the client, so Meta cannot show it yet. */
function notSharedOf(request: ImportRequest) {
  const { model, existing, shared, today } = request
  const seen = new Set(assetsFor(request, shared).map(({ id }) => id))
  const desired = existing === undefined ? [] : desiredAccess(model, existing, today).assets
  return (principal: Principal): Holding[] =>
    desired
      .filter(({ id }) => !seen.has(id))
      .map(({ kind, id, people }) => {
        const tasks = people.find((one) => one.principal === principal)?.tasks
        return { kind, id, levels: tasks === undefined ? [] : (levelsHeld(kind, tasks) ?? []) }
      })
}

/** What a person has to explain: exceptions of the file that still lack a reason or a ticket, by person. */
export function toExplain({ exceptions }: Client): Finding[] {
  const open = exceptions.filter(({ reason, ticket }) => isPlaceholder(reason) || isPlaceholder(ticket))
  return [...Map.groupBy(open, ({ principal }) => principal)].map(([who, own]) => {
    const held = listed(own.map(({ asset, level }) => `${level} on ${asset}`))
    return finding('IMPORT_ABOVE_FUNCTION', { who, held }, own[0]?.at)
  })
}
