import type { Edit } from '../edit/edit.ts'
import type { Finding } from '../findings/finding.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Asset, Client, Model, Principal } from '../model/model.ts'
import type { AccountLog, ObservedAsset } from '../model/observed.ts'

/** One thing to look at, and the change of the client's file that is proposed for it; none where a person has to decide. */
export type ReviewItem = { readonly finding: Finding; readonly edits: readonly Edit[] }

/** What is known of a client's access beside its file. */
type Evidence = {
  readonly observed: (asset: Pick<Asset, 'kind' | 'id'>) => ObservedAsset
  /** By the id of the ad account; an account that is not in it was not asked for. */
  readonly logs: ReadonlyMap<string, AccountLog>
  /** The first day that the logs were asked about (UTC, year-month-day). */
  readonly since: string
  /** The holder of our own token, who is nobody's to review. */
  readonly self: Principal
}

/** What every part of a review looks at. */
export type ReviewedClient = {
  readonly model: Model
  readonly client: Client
  readonly desired: DesiredClient
  readonly evidence: Evidence
  /** UTC, year-month-day. */
  readonly today: string
}
