import type { DesiredClient } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'

/** The context of a comparison: the client's settings, and the members of our Business. */
export type Surroundings = Pick<DesiredClient, 'agencyBusiness' | 'clientSide' | 'unmanaged'> & {
  readonly members: ReadonlyMap<Principal, ObservedMember>
  /** The holder of our own token: its access is never managed, so no plan can revoke it. */
  readonly self: Principal
  /**
   * People whom the last run put on the asset: when no file names them any more, they are not wanted, rather than
   * unmanaged.
   */
  readonly managed: readonly Principal[]
  /** People whose access is past its date: they are not wanted either, whoever put them on the asset. */
  readonly ended?: readonly Principal[]
}
