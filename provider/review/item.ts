import type { Edit } from '../edit/edit.ts'
import type { Finding } from '../findings/finding.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Asset, Client, Model, Principal } from '../model/model.ts'
import type { AccountLog, ObservedAsset } from '../model/observed.ts'

/** One thing to review, with the proposed change of the client's file; no edits where a person has to decide. */
export type ReviewItem = { readonly finding: Finding; readonly edits: readonly Edit[] }

/** What is known of a client's access besides its file. */
type Evidence = {
  readonly observed: (asset: Pick<Asset, 'kind' | 'id'>) => ObservedAsset
  /** By the id of the ad account; an account without an entry was not read. */
  readonly logs: ReadonlyMap<string, AccountLog>
  /** The first day of the logs that were read (UTC, year-month-day). */
  readonly since: string
  /** The holder of our own token, whom nobody reviews. */
  readonly self: Principal
}

/** The input of every part of a review. */
export type ReviewedClient = {
  readonly model: Model
  readonly client: Client
  readonly desired: DesiredClient
  readonly evidence: Evidence
  /** UTC, year-month-day. */
  readonly today: string
}
