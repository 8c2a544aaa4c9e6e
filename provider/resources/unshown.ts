import { finding } from '../findings/catalogue.ts'
import { titleOf } from '../plan/titles.ts'
import type { Sent } from './attempt.ts'
import { failureOf, type Failure } from './failure.ts'

/** Why a write is not confirmed: what Meta answered to it, and what the last look after it told. */
export function unshownWords({ error }: Sent, unread: string | undefined): string {
  const told = error === undefined ? 'Meta gave no error' : `Meta did not confirm it (${error.facts.message})`
  return unread === undefined ? `${told}; it does not show` : `${told}; the look after it failed: ${unread}`
}

/** The failure for a write that the look after it did not show; `unread` says why that look failed. */
export function notShown(sent: Sent, opensShare: boolean, unread: string | undefined): Failure {
  const { change, error, mayBeLate } = sent
  const { asset, subject } = change
  if (error !== undefined && !mayBeLate) return failureOf(error, change)
  if (opensShare && error === undefined && unread === undefined)
    return { finding: finding('SHARE_NOT_SHOWN', { subject: titleOf(asset) }), asset: asset.id, subject }
  const who = 'partner' in subject ? 'our share' : subject.principal
  const args = { subject: `${who} on ${titleOf(asset)}`, message: unshownWords(sent, unread) }
  return { finding: finding('CHANGE_NOT_SHOWN', args), asset: asset.id, subject }
}
