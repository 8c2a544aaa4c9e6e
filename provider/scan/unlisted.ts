import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { isSkipped } from '../inventory/not-seen.ts'
import type { Unlisted, UnlistedAsset } from '../inventory/ours/unlisted.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import { businessesOf } from '../model/desired.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'
import type { Client, Principal } from '../model/model.ts'
import { heldFrom } from '../plan/held.ts'
import { titleOf } from '../plan/titles.ts'
import { levelWords } from './level.ts'

/**
 * Assets shared with our Business, or owned by it, that no file lists, at the file of the client that owns them where it is known.
 * `managed` are the kinds that some file lists: a listing of another kind that cannot be read is only a note.
 */
export function unlistedFindings(
  { assets, unseen }: Unlisted,
  clients: readonly Client[],
  managed: ReadonlySet<AssetKind>,
  self: Principal,
  named: ReadonlySet<Principal>,
): Finding[] {
  return [
    ...assets.map((asset) =>
      isOwn(asset) ? ownFinding(asset, self, named) : assetFinding(asset, clients, self),
    ),
    ...unseen.flatMap(({ kind, reason }) => {
      if (isSkipped(kind, reason, managed)) return []
      const found = finding(
        'SCAN_LISTING_UNKNOWN',
        { kind: factsOf(kind).title, message: reason.message },
        { file: AGENCY_FILE },
      )
      return managed.has(kind) ? found : { ...found, severity: 'note' as const }
    }),
  ]
}

function assetFinding(asset: UnlistedAsset, clients: readonly Client[], self: Principal): Finding {
  const { observed, kind } = asset
  const at = addressOf(asset, clients)
  const present = observed.state === 'present' ? observed : undefined
  const tasks = present?.partner.state === 'granted' ? present.partner.tasks : undefined
  const people = peopleIn(asset, self).map(([principal, own]) => `${principal}: ${heldFrom(kind, own).level}`)
  return finding(
    'SCAN_SHARE_UNLISTED',
    { asset: titleOf(asset), held: levelWords(kind, tasks), people: listed(people), file: at.file },
    at,
  )
}

function isOwn({ observed }: UnlistedAsset): boolean {
  return observed.state === 'present' && observed.partner.state === 'own'
}

/**
 * What our Business owns may be for its own use, so it is a note; somebody whom agency.yaml does not name has no reason to
 * be there.
 */
function ownFinding(asset: UnlistedAsset, self: Principal, named: ReadonlySet<Principal>): Finding {
  const { kind, id, name } = asset
  const held = peopleIn(asset, self)
  const found = finding(
    'SCAN_OWN_UNLISTED',
    {
      asset: titleOf(asset),
      people: listed(held.map(([principal, own]) => `${principal}: ${heldFrom(kind, own).level}`)),
      list: factsOf(kind).list,
      entry: `- { id: ${JSON.stringify(id)}, name: ${JSON.stringify(name)}, owner: agency }`,
    },
    { file: AGENCY_FILE },
  )
  const isStranger = held.some(([principal]) => !named.has(principal))
  return isStranger ? { ...found, severity: 'warning' as const } : found
}

function peopleIn({ observed }: UnlistedAsset, self: Principal): (readonly [Principal, readonly string[]])[] {
  const people = observed.state === 'present' ? observed.people : {}
  return Object.entries(people).filter(([principal]) => principal !== self)
}

function addressOf({ id, kind, owner }: UnlistedAsset, clients: readonly Client[]): Address {
  const client = clients.find((one) => owner !== undefined && businessesOf(one).includes(owner))
  const line = clients.flatMap(({ assets }) => assets).find((one) => one.id === id && one.kind === kind)
  return line?.at ?? (client === undefined ? { file: AGENCY_FILE } : { file: client.file })
}
