import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { AssetPartners } from '../inventory/client/partners.ts'
import type { ClientView } from '../inventory/client/client-view.ts'
import type { DesiredClient } from '../model/desired.ts'
import { factsOf } from '../model/kinds.ts'
import type { ObservedMember } from '../model/observed.ts'
import { titleOf } from '../plan/titles.ts'
import { invitationEnd } from './invitation.ts'
import { levelWords } from './level.ts'

/** What only the client's own token shows: its other partners, and people of ours inside its Business. */
export function clientViewFindings(
  client: DesiredClient,
  { partners, guests }: ClientView,
  now: Date,
): Finding[] {
  return [
    ...('unknown' in guests
      ? [finding('SCAN_GUESTS_UNKNOWN', { client: client.slug, message: guests.unknown.message }, client.at)]
      : guests.flatMap((guest) => guestFindings(client, guest, now))),
    ...partners.flatMap((one) => partnerFindings(client, one)),
    ...unseenFindings(client),
  ]
}

/** Reports kinds without a partner edge: Meta shows nobody their partners, and silence would read as "none". */
function unseenFindings({ slug, assets }: DesiredClient): Finding[] {
  return assets
    .filter(({ kind, share }) => factsOf(kind).partnerEdge === 'none' && share.by !== 'own')
    .map((asset) => finding('SCAN_PARTNERS_UNSEEN', { asset: titleOf(asset), client: slug }, asset.at))
}

/** A direct share makes its people guests in the client's Business; nobody else of ours has a reason to be there. */
function guestFindings(client: DesiredClient, guest: ObservedMember, now: Date): Finding[] {
  const isExpected = client.assets.some(
    ({ share, people }) =>
      share.by === 'direct' && people.some(({ principal }) => principal === guest.principal),
  )
  const ended = invitationEnd(guest, now)
  const about = { who: guest.principal, client: client.slug }
  if (!isExpected) return [finding('SCAN_GUEST', { ...about, state: stateOf(guest, ended) }, client.at)]
  if (ended === undefined) return []
  const assets = `the Business of the client`
  return [finding('SCAN_INVITATION_EXPIRED', { ...about, assets, ended }, client.at)]
}

function stateOf({ role, pending }: ObservedMember, ended: string | undefined): string {
  if (!pending) return `current role is ${role}`
  return ended === undefined ? 'they are invited' : `their invitation has expired (${ended})`
}

function partnerFindings(client: DesiredClient, one: AssetPartners): Finding[] {
  const about = { asset: titleOf(one.asset), client: client.slug }
  if ('unknown' in one)
    return [finding('SCAN_PARTNERS_UNKNOWN', { ...about, message: one.unknown.message }, one.asset.at)]
  return one.partners
    .filter(({ business }) => business !== client.agencyBusiness)
    .map(({ business, name, tasks, confirmed }) => {
      const held = `${levelWords(one.asset.kind, tasks)}${confirmed ? '' : ', not approved yet'}`
      return finding('SCAN_OTHER_PARTNER', { ...about, business, name, held }, one.asset.at)
    })
}
