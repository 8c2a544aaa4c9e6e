import { formerlyNamed } from '../../files/formerly-named.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { clientFile } from '../../model/access-files.ts'
import type { DesiredClient } from '../../model/desired.ts'
import { compareAsset } from '../../plan/compare.ts'
import { inputsOf } from '../../resources/inputs.ts'
import { lookIn } from '../../resources/observe.ts'
import type { RunContext } from './context.ts'

/**
 * The clients, with whom earlier versions of their files gave access and the present one does not. Only the engine's
 * state knows whom a run put on an asset; where it lacks the asset (lost, or begun anew), git's history tells, or a
 * removed line would take nothing away. The history is read only of a client with people whom its file does not name.
 */
export async function withFormer(
  clients: readonly DesiredClient[],
  inventory: Inventory,
  { root }: Pick<RunContext, 'root'>,
): Promise<DesiredClient[]> {
  return Promise.all(
    clients.map(async (client) => {
      if (!hasUnnamed(client, inventory)) return client
      const named = await formerlyNamed(root, clientFile(client.slug))
      const assets = client.assets.map((asset) => {
        const wanted = new Set(asset.people.map(({ principal }) => principal))
        const former = [...named].filter((principal) => !wanted.has(principal)).sort()
        return former.length === 0 ? asset : { ...asset, former }
      })
      return { ...client, assets }
    }),
  )
}

function hasUnnamed(client: DesiredClient, inventory: Inventory): boolean {
  return client.assets.some((asset) => {
    const { observed, around } = lookIn(inventory, inputsOf(client, asset), [])
    return compareAsset(asset, observed, around).unmanaged.length > 0
  })
}
