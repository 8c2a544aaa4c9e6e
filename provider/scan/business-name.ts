import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { brief } from '../findings/phrases.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Model } from '../model/model.ts'
import { identityIn } from '../model/observed.ts'
import { placeOf } from '../model/place.ts'

/**
 * The name of the client's Business at Meta, where it is not the client's in the file: a wrong `business` would make
 * another client's assets this one's, and only a person can tell the two from a client who calls itself differently.
 */
export function businessFindings(
  { slug, business }: Pick<DesiredClient, 'slug' | 'business'>,
  { clients }: Pick<Model, 'clients'>,
  { assets }: Pick<Inventory, 'assets'>,
): Finding[] {
  const client = clients.find((one) => one.slug === slug)
  const name = Object.values(assets).flatMap((asset) => {
    const owner = identityIn(asset).business
    return owner?.id === business && owner.name !== undefined ? [owner.name] : []
  })[0]
  if (client === undefined || name === undefined || plain(name) === plain(client.name)) return []
  const about = { business, client: slug, name: brief(name), named: brief(client.name) }
  return [finding('BUSINESS_NAME_DIFFERS', about, placeOf(client, 'business'))]
}

/** Names that differ only in case or blanks are one name. */
function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}
