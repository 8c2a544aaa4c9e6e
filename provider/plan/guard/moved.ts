import type { Finding } from '../../findings/finding.ts'
import { finding } from '../../findings/catalogue.ts'
import type { Model } from '../../model/model.ts'
import type { AssetRef } from '../change.ts'
import type { Plan } from '../plan.ts'
import { titleOf } from '../titles.ts'
import type { GuardInput, Moved, Standing } from './guard-input.ts'

/**
 * Dropped assets with changes or pending items that another client's file lists: what is about to move is no part of a
 * plan any more (`engine/moves.ts`), so these cannot move. A dropped asset with neither may leave its stack.
 */
export function movedIn(
  { stack, changes, waiting }: Plan,
  standings: readonly Standing[],
  { clients }: Model,
): Moved[] {
  const touched = [...changes, ...waiting].map((one) => one.asset)
  return standings
    .filter(({ dropped, asset }) => dropped && touched.some((one) => isSame(one, asset)))
    .flatMap(({ asset }) =>
      clients
        .filter(({ slug }) => slug !== stack)
        .flatMap(({ slug: to, assets }) =>
          assets
            .filter((one) => isSame(one, asset))
            .map(({ at }) => ({ asset, from: stack, to, why: 'its access would end for both', at })),
        ),
    )
}

/**
 * An asset that another file lists keeps its access: its old stack would give up the share, which only the client can
 * restore, and the plan of its new stack was made while everybody was still on it. Both plans are refused, so that no
 * asset is in two stacks.
 */
export function movedAssetsKeepTheirAccess({ moved }: GuardInput): Finding[] {
  return moved.map(({ asset, from, to, why, at }) =>
    finding('GUARD_ASSET_MOVED', { asset: titleOf(asset), from, to, why }, at),
  )
}

function isSame(a: AssetRef, b: AssetRef): boolean {
  return a.kind === b.kind && a.id === b.id
}
