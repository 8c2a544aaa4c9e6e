import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { brief } from '../findings/phrases.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { businessesOf, type DesiredClient } from '../model/desired.ts'
import type { Model } from '../model/model.ts'
import { identityIn } from '../model/observed.ts'
import { placeOf } from '../model/place.ts'
import { plainName } from '../model/plain-name.ts'

/**
 * The names of the client's Businesses at Meta, where they are not the client's in the file: a wrong one would make
 * another client's assets this one's, and only a person can tell the two from a client who calls itself differently.
 */
export function businessFindings(
  { slug }: Pick<DesiredClient, 'slug'>,
  { clients }: Pick<Model, 'clients'>,
  { assets }: Pick<Inventory, 'assets'>,
): Finding[] {
  const client = clients.find((one) => one.slug === slug)
  if (client === undefined) return []
  const names = new Map(
    Object.values(assets).flatMap((asset): [string, string][] => {
      const owner = identityIn(asset).business
      return owner?.name === undefined ? [] : [[owner.id, owner.name]]
    }),
  )
  return businessesOf(client).flatMap((business, index) => {
    const name = names.get(business)
    if (name === undefined || plainName(name) === plainName(client.name)) return []
    const about = { business, client: slug, name: brief(name), named: brief(client.name) }
    const place = index === 0 ? 'business' : `also_businesses.${index - 1}`
    return [finding('BUSINESS_NAME_DIFFERS', about, placeOf(client, place))]
  })
}
