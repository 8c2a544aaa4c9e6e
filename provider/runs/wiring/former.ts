import { formerlyNamed, formerlyNamedElsewhere } from '../../files/formerly-named.ts'
import { onceListing } from '../../files/once-listing.ts'
import { assetKey, type Inventory } from '../../inventory/inventory.ts'
import { clientFile } from '../../model/access-files.ts'
import { businessesOf, type DesiredClient } from '../../model/desired.ts'
import type { Principal } from '../../model/model.ts'
import { compareAsset } from '../../plan/compare.ts'
import { inputsOf } from '../../resources/inputs.ts'
import { lookIn } from '../../resources/observe.ts'
import type { RunContext } from './context.ts'

/**
 * The inventory, with whom earlier versions of the clients' files gave access and the present ones do not. Only the
 * engine's state knows whom a run put on an asset; where it lacks the asset (lost, or begun anew), git's history tells,
 * or a removed line would take nothing away. A renamed client has its history in other files. It is read only of a client with people whom its file does not name.
 */
export async function withFormer(
  inventory: Inventory,
  clients: readonly DesiredClient[],
  { root }: Pick<RunContext, 'root'>,
): Promise<Inventory> {
  const unclear = clients.filter((client) => hasUnnamed(client, inventory))
  if (unclear.length === 0) return inventory
  const former = await Promise.all(
    unclear.map(async (client) => {
      const { slug, assets } = client
      const named = await formerlyNamed(root, clientFile(slug))
      const elsewhere = await namedElsewhere(client, root)
      return assets.map(({ kind, id, people }): [string, Principal[]] => {
        const wanted = new Set(people.map(({ principal }) => principal))
        const all = new Set([...named, ...(elsewhere.get(id) ?? [])])
        return [assetKey(kind, id), [...all].filter((principal) => !wanted.has(principal)).sort()]
      })
    }),
  )
  return { ...inventory, former: Object.fromEntries(former.flat()) }
}

/** The same of the files that listed the client's assets before its own did. */
async function namedElsewhere(client: DesiredClient, root: string) {
  const slugs = await onceListing(
    root,
    client.assets.map(({ id }) => id),
  )
  const paths = (slugs ?? []).filter((slug) => slug !== client.slug).map(clientFile)
  const businesses = businessesOf({ ...client, alsoBusinesses: client.alsoBusinesses ?? [] })
  return formerlyNamedElsewhere(root, paths, businesses)
}

function hasUnnamed(client: DesiredClient, inventory: Inventory): boolean {
  return client.assets.some((asset) => {
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    return compareAsset(asset, observed, around).unmanaged.length > 0
  })
}
