import type { Finding } from '../findings/finding.ts'
import { findingOf } from '../graph/finding-of.ts'
import type { Subject, AssetRef } from '../plan/change.ts'
import { titleOf } from '../plan/titles.ts'

/** A change that Meta refused: its finding, and asset and subject, by which the plan finds the line in the files. */
export type Failure = { readonly finding: Finding; readonly asset: string; readonly subject: Subject }

/** The failure for an error in one change. */
export function failureOf(
  error: unknown,
  { asset, subject }: { readonly asset: AssetRef; readonly subject: Subject },
): Failure {
  const who = 'partner' in subject ? 'our share' : subject.principal
  return { finding: findingOf(error, `${who} on ${titleOf(asset)}`), asset: asset.id, subject }
}
