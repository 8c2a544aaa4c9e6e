import { finding } from '../findings/catalogue.ts'
import { listed } from '../findings/phrases.ts'
import { theAsset } from '../model/kinds.ts'
import type { Asset, Client } from '../model/model.ts'
import { heldFrom } from '../plan/held.ts'
import type { ReviewItem, ReviewedClient } from './item.ts'
import { pathOfAsset } from '../model/entry-paths.ts'

/** Our people on the client's assets to whom its file gives nothing there. A person decides whether they stay. */
export function withoutFunction({ client, desired, evidence }: ReviewedClient): ReviewItem[] {
  const held = desired.assets.flatMap((asset) => {
    const seen = evidence.observed(asset)
    const wanted = new Set(asset.people.map(({ principal }) => principal))
    return Object.entries(seen.state === 'present' ? seen.people : {})
      .filter(([principal]) => principal !== evidence.self && !wanted.has(principal))
      .map(([principal, tasks]) => ({
        principal,
        what: `${heldFrom(asset.kind, tasks).level} on ${asset.id}`,
      }))
  })
  return [...Map.groupBy(held, ({ principal }) => principal)].map(([who, own]) => {
    const args = { who, client: client.slug, held: listed(own.map(({ what }) => what)) }
    return { finding: finding('REVIEW_WITHOUT_FUNCTION', args, client.at), edits: [] }
  })
}

/**
 * Assets that the client shares with us without any of our people, by the file and by Meta. It proposes to give the
 * grant up where nothing else in the file names the asset.
 */
export function unusedGrants({ client, desired, evidence }: ReviewedClient): ReviewItem[] {
  return desired.assets.flatMap((one): ReviewItem[] => {
    const asset = client.assets.find(({ id }) => id === one.id)
    const seen = evidence.observed(one)
    if (asset === undefined || one.people.length > 0) return []
    if (seen.state !== 'present' || seen.partner.state !== 'granted') return []
    if (Object.keys(seen.people).some((principal) => principal !== evidence.self)) return []
    const args = { asset: theAsset(asset), client: client.slug }
    const told = finding('REVIEW_GRANT_UNUSED', args, asset.at)
    return [
      { finding: told, edits: isSpokenOf(client, asset) ? [] : [{ remove: pathOfAsset(client, asset) }] },
    ]
  })
}

function isSpokenOf({ assets, team, exceptions, policyExceptions }: Client, { id }: Asset): boolean {
  return (
    assets.some(({ links }) => links.includes(id)) ||
    team.some(({ only }) => only?.includes(id) === true) ||
    [...exceptions, ...policyExceptions].some(({ asset }) => asset === id)
  )
}
