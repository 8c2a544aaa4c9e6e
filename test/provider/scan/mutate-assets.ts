import type { Random } from '../../../provider/emulator/estate/names.ts'
import type { Emulator, Estate } from '../../../provider/emulator/index.ts'
import { putOwner } from '../../../provider/emulator/world/ownership.ts'
import { AGENCY, type Wanted } from './world-types.ts'

export type Draw = {
  readonly estate: Estate
  readonly wanted: Wanted
  readonly pick: <T>(items: readonly T[]) => T | undefined
  readonly next: Random
}

/** What happens to an asset itself, at its owner: it goes to another Business, or gets another name. */
export type OfAsset =
  | { readonly do: 'move'; readonly asset: string; readonly to: string }
  | { readonly do: 'rename'; readonly asset: string; readonly name: string }

export function changeAsset(world: Emulator['world'], deed: OfAsset): void {
  const asset = world.assets.get(deed.asset)
  if (asset === undefined) throw new Error(`Cannot find asset ${deed.asset}`)
  if (deed.do === 'move') return putOwner(world, asset, deed.to)
  const { name } = deed
  world.assets.set(asset.id, { ...asset, name, ...(asset.kind === 'instagram' ? { ig_username: name } : {}) })
}

/** From a client whose token cannot tell us of it: what the old owner still sees no source says. */
export function moveAsset({ estate, wanted, pick }: Draw): OfAsset | undefined {
  const from = wanted.clients.filter(({ side, route }) => side === 'by-hand' && route === 'partner')
  const ids = new Set(from.flatMap(({ assets }) => assets.map(({ id }) => id)))
  const shared = estate.assets.filter(
    ({ id, partners }) => ids.has(id) && partners.some(({ business }) => business === AGENCY),
  )
  const asset = pick(shared)
  const to = pick(estate.businesses.filter(({ id }) => id.startsWith('80') && id !== asset?.owner))
  return asset === undefined || to === undefined ? undefined : { do: 'move', asset: asset.id, to: to.id }
}

export function renameAsset({ estate, pick, next }: Draw): OfAsset | undefined {
  const asset = pick(estate.assets)
  return asset === undefined
    ? undefined
    : { do: 'rename', asset: asset.id, name: `Renamed ${Math.floor(next() * 1000)}` }
}
