import type { EditPath } from '../edit/edit.ts'
import { finding } from '../findings/catalogue.ts'
import { daysAfter } from '../model/days.ts'
import type { Client } from '../model/model.ts'
import { placeOf, type Placed } from '../model/place.ts'
import { asPreciseAs, dayOf, isCurrent, type Moment } from '../model/moment.ts'
import type { ReviewItem } from './item.ts'

/** An entry of a client's file with a last day, and its place. */
type EndingEntry = Placed & {
  readonly until: string
  readonly what: string
  readonly path: EditPath | undefined
}

/**
 * What has ended, and what ends within `days`: access lasts until the end of its last day (UTC), or until its minute.
 * For an ended entry it proposes the removal; what follows a direct share is a person's decision.
 */
export function endsIn(client: Client, today: Moment, days: number): ReviewItem[] {
  const last = daysAfter(today, days)
  return endingsOf(client)
    .filter(({ until }) => dayOf(until) <= last)
    .map((one): ReviewItem => {
      const at = placeOf(one, 'until')
      const { what, until, path } = one
      if (isCurrent(until, today))
        return {
          finding: finding('REVIEW_ENDING', { what, until, today: asPreciseAs(until, today) }, at),
          edits: [],
        }
      if (path === undefined)
        return { finding: finding('REVIEW_SHARE_EXPIRED', { client: client.slug, until }, at), edits: [] }
      return { finding: finding('REVIEW_EXPIRED', { what, until }, at), edits: [{ remove: path }] }
    })
}

function endingsOf({ slug, exceptions, policyExceptions, directShare }: Client): EndingEntry[] {
  return [
    ...exceptions.map((one, index): EndingEntry => {
      const what = `the level "${one.level}" of "${one.principal}" on "${one.asset}" at "${slug}"`
      return { ...one, what, path: ['exceptions', index] }
    }),
    ...policyExceptions.map((one, index): EndingEntry => {
      return {
        ...one,
        what: `the exception of "${slug}" to "${one.rule}"`,
        path: ['policy_exceptions', index],
      }
    }),
    ...(directShare === undefined
      ? []
      : [{ ...directShare, what: `the direct share of "${slug}"`, path: undefined }]),
  ]
}
