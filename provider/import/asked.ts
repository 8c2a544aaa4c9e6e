import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { Client, Model, ServicePackage } from '../model/model.ts'
import type { SharedAsset } from '../model/shared-asset.ts'
import { GRAPH_ID } from '../model/graph-id.ts'
import { isSlug, reservedFor } from '../model/slug.ts'
import { bestPackage, partnerLevel } from './assets.ts'

/** The options of an import. */
export type ImportOrder = {
  readonly business: string
  readonly package?: string
  readonly addPeople: boolean
  /** Ids of assets that our own Business owns and uses for this client. */
  readonly own: readonly string[]
}

/** What is wrong with the options, before any request to Meta; unreadable files allow fewer of these checks. */
export function orderFindings(slug: string, order: ImportOrder, model: Model | undefined): Finding[] {
  const { business } = order
  const wanted = 'a name of small letters, digits and hyphens'
  const client = model?.clients.find((one) => one.slug === slug)
  const taken = client === undefined ? model?.clients.find((one) => one.business === business) : undefined
  const known = [...(model?.packages.keys() ?? [])]
  const elsewhere = client !== undefined && client.business !== business ? client.business : undefined
  const other = reservedFor(slug)
  const unknown = order.package !== undefined && model !== undefined && !known.includes(order.package)
  return [
    ...(isSlug(slug) ? [] : [finding('VALUE_WRONG', { key: 'client', value: slug, wanted })]),
    ...(GRAPH_ID.test(business) ? [] : [finding('ID_NOT_NUMERIC', { value: business, what: 'a Business' })]),
    ...(other === undefined ? [] : [finding('SLUG_RESERVED', { client: slug, other })]),
    ...(taken === undefined ? [] : [finding('BUSINESS_DUPLICATE', { business, first: taken.file })]),
    ...(unknown ? [finding('PACKAGE_UNKNOWN', { package: order.package ?? '', known: listed(known) })] : []),
    ...(elsewhere === undefined
      ? []
      : [finding('IMPORT_OTHER_BUSINESS', { client: slug, business, other: elsewhere }, client?.at)]),
  ]
}

/** The package of the file, else the one in the options, else the one that fits best what is shared. */
export function serviceFor(
  model: Model,
  own: readonly SharedAsset[],
  existing: Client | undefined,
  named: string | undefined,
): ServicePackage {
  const chosen = existing?.package ?? named
  const known = chosen === undefined ? undefined : model.packages.get(chosen)
  if (known !== undefined) return known
  const levels = own.map((asset) => ({ asset, level: partnerLevel(asset, undefined, undefined).level }))
  return (
    bestPackage([...model.packages.values()], levels) ?? { name: chosen ?? 'none', title: '', levels: {} }
  )
}
