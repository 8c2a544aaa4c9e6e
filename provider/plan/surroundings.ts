import type { DesiredClient } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'

/** What an asset is compared within: whose client it is, and who belongs to the Business our people act in. */
export type Surroundings = Pick<DesiredClient, 'agencyBusiness' | 'clientSide' | 'unmanaged'> & {
  readonly members: ReadonlyMap<Principal, ObservedMember>
  /** The holder of our own token: its access is nobody's to manage here, so that no plan can cut it off. */
  readonly self: Principal
  /** Those whom the last run had put on the asset: without a file they are no longer wanted, not unmanaged. */
  readonly managed: readonly Principal[]
}
