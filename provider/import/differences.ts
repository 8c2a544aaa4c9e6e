import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { theAsset } from '../model/kinds.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedAsset, ObservedMember } from '../model/observed.ts'
import { compareAsset } from '../plan/compare.ts'
import type { SharedAsset } from '../model/shared-asset.ts'

/** What a plan would still change after the import: the proof that the file says what Meta shows, asset by asset. */
export function differencesIn(
  desired: DesiredClient,
  shared: readonly SharedAsset[],
  members: ReadonlyMap<Principal, ObservedMember>,
  self: Principal,
): Finding[] {
  const { agencyBusiness, clientSide, unmanaged } = desired
  const around = { agencyBusiness, clientSide, unmanaged, members, self, managed: [] }
  return shared.flatMap((asset) => {
    const wanted = desired.assets.find(({ id }) => id === asset.id)
    if (wanted === undefined) return []
    return compareAsset(wanted, observedFrom(asset), around).changes.map(({ verb, subject, at }) => {
      const who = 'principal' in subject ? subject.principal : `our Business ${subject.partner}`
      return finding('IMPORT_DIFFERS', { asset: theAsset(asset), verb, who, client: desired.slug }, at)
    })
  })
}

function observedFrom({ kind, partner, people, ours }: SharedAsset): ObservedAsset {
  return {
    state: 'present',
    kind,
    partner: ours === true ? { state: 'own' } : { state: 'granted', tasks: partner },
    people,
    writable: true,
  }
}
