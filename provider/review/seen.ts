import { counted } from '../findings/phrases.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { daysAfter } from '../model/days.ts'
import { ASSET_KINDS, factsOf, theAsset } from '../model/kinds.ts'
import { lastLook } from '../model/last-look.ts'
import { dayOf } from '../model/moment.ts'
import { placeOf } from '../model/place.ts'
import type { ReviewItem, ReviewedClient } from './item.ts'

/** The item for a review that is due: the last look at the client is older than the policy's limit. */
export function dueIn({
  model,
  client,
  today,
}: Pick<ReviewedClient, 'model' | 'client' | 'today'>): ReviewItem[] {
  const limit = model.policy.limits.reviewDays
  const latest = lastLook(client, today)
  if (latest !== undefined && daysAfter(latest, limit) >= dayOf(today)) return []
  const last = latest === undefined ? 'nobody has looked at it yet' : `the last look was on ${latest}`
  const args = { client: client.slug, last, limit }
  return [{ finding: finding('REVIEW_DUE', args, placeOf(client, 'last_review')), edits: [] }]
}

/** What could not be seen, so that nobody reads the review's silence as "in use". */
export function notSeenIn({ client, desired, evidence }: ReviewedClient): ReviewItem[] {
  const at = client.at
  const unread = desired.assets.flatMap((asset): Finding[] => {
    const seen = evidence.observed(asset)
    if (seen.state !== 'unknown') return []
    const subject = theAsset(asset)
    return [finding('ASSET_UNKNOWN_NOW', { subject, message: seen.reason.message }, asset.at)]
  })
  const logs = [...evidence.logs].flatMap(([asset, log]): Finding[] => {
    if (log.state === 'seen') return []
    const args = { asset, client: client.slug, reason: log.reason.message }
    return [finding('REVIEW_LOG_UNREAD', args, desired.assets.find(({ id }) => id === asset)?.at)]
  })
  return [...unread, ...logs, ...kindsNotSeen()].map((one) => ({ finding: one, edits: [] }))

  function kindsNotSeen(): Finding[] {
    const counts = ASSET_KINDS.filter((kind) => !factsOf(kind).hasActivityLog).flatMap((kind) => {
      const count = client.assets.filter((asset) => asset.kind === kind).length
      const { title, plural } = factsOf(kind)
      return count === 0 ? [] : [counted(count, title, plural)]
    })
    if (counts.length === 0) return []
    return [finding('REVIEW_NOT_SEEN', { assets: counts.join(', '), client: client.slug }, at)]
  }
}
