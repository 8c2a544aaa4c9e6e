import type { DesiredAsset } from '../model/desired.ts'
import { identityIn, type ObservedAsset } from '../model/observed.ts'
import type { ManagedAsset, Refusal } from './change.ts'
import { endsShare } from './partner.ts'

/** An asset under Meta's name, with the file's where it is another. */
export function refTo(
  { kind, id, name }: Pick<DesiredAsset, 'kind' | 'id' | 'name'>,
  observed: ObservedAsset,
): ManagedAsset {
  const shown = identityIn(observed).name ?? name
  const own = observed.state === 'present' && observed.partner.state === 'own'
  return { kind, id, name: shown, ...(own ? { own } : {}), ...(shown === name ? {} : { nameInFile: name }) }
}

/**
 * Why a file has no say over an asset. An id alone proves nothing: a wrong one reaches another client's asset. Where
 * Meta shows the owner, it decides; where Meta does not show it to our side, the name that the reviewers read has to be
 * Meta's. What nobody can look at (no share, and no token of the client) is not refused: nothing can be given there.
 */
export function refusalOf(desired: DesiredAsset, observed: ObservedAsset): Refusal | undefined {
  if (observed.state === 'unknown') return undefined
  const isOurs = observed.partner.state === 'own'
  if (desired.share.by === 'own') {
    // Only a row of our own list proves it ours, whatever its name; one that names another owner does not.
    const owner = observed.identity?.business
    const isElsewhere = owner !== undefined && !desired.owners.includes(owner.id)
    return isOurs && !isElsewhere ? undefined : { for: 'not-ours', ...(isElsewhere ? { owner } : {}) }
  }
  if (isOurs) return { for: 'ours' }
  if (observed.identity === undefined) return undefined
  const { business, ownerId, name = desired.id } = observed.identity
  const owner = business ?? (ownerId === undefined || desired.personal === true ? undefined : { id: ownerId })
  if (owner !== undefined)
    return desired.owners.includes(owner.id) ? undefined : { for: 'other-owner', owner }
  // A share that ends was judged when it began, and a wrong one has to be able to end.
  return name === desired.name || endsShare(desired.share) ? undefined : { for: 'other-name' }
}
