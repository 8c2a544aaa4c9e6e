import type { Estate } from '../../../provider/emulator/index.ts'
import { tasksOf } from '../../../provider/model/levels.ts'
import { readBack } from '../inventory/oracle.ts'
import {
  businessOf,
  hasEnded,
  heldBy,
  invitedTo,
  key,
  sharedTasks,
  verdict,
  type Quirks,
} from './oracle-rules.ts'
import { unlisted } from './oracle-unlisted.ts'
import { agreements, ofAgency, safeguards } from './oracle-agency.ts'
import { AGENCY, SELF, type Wanted, type WantedAsset, type WantedClient } from './world-types.ts'

// What a scan has to tell, computed from the estate's own data and from what is wanted, by the rules of Meta as the facts
// have them: no line of the inventory, of the comparison or of the scan is in it. A key is `code client asset who`.

type Asset = Estate['assets'][number]

const US = 'our Business (partner)'
const DOMAIN = '@agency.example'

export function expectedKeys(wanted: Wanted, estate: Estate, quirks: Quirks): string[] {
  const keys = [
    ...ofAgency(wanted, estate, quirks),
    ...safeguards(estate),
    ...wanted.clients.flatMap((client) => ofClient(wanted, client, estate, quirks)),
    ...unlisted(wanted, estate, quirks),
    ...agreements(wanted, estate),
  ]
  return [...new Set(keys)].sort()
}

function ofClient(wanted: Wanted, client: WantedClient, estate: Estate, quirks: Quirks): string[] {
  const assets = client.assets.flatMap((want) => {
    const asset = estate.assets.find(({ id }) => id === want.id)
    if (asset === undefined) throw new Error(`Cannot find asset ${want.id} in the estate`)
    if (want.own) return ofOwn(wanted, client, want, asset, estate, quirks)
    if (client.route === 'partner') return ofShared(wanted, client, want, asset, estate, quirks)
    if (client.side === 'by-hand') return [key('SHARE_UNSEEN', client.slug, asset.id)]
    return ofDirect(wanted, client, want, asset, estate)
  })
  return client.side === 'by-token' ? [...assets, ...ofClientView(client, estate, quirks)] : assets
}

/** Nobody shares what we own, so nothing waits for the client and nothing limits our people there. */
function ofOwn(
  wanted: Wanted,
  { slug }: WantedClient,
  want: WantedAsset,
  asset: Asset,
  estate: Estate,
  quirks: Quirks,
): string[] {
  const { kind, id } = asset
  const held = heldBy(businessOf(estate, AGENCY), asset)
  const renamed = nameOf(asset) === want.name ? [] : [ofAsset('NAME_DIFFERS', slug, id)]
  const people = Object.entries(want.people).flatMap(([who, level]) => {
    const own = held.get(who)
    if (own === undefined) return missing(slug, asset, who, estate, quirks, kind !== 'page' || held.has(SELF))
    const direction = verdict(kind, own, tasksOf(kind, level))
    return direction === undefined ? [] : [key(`LEVEL_${direction}`, slug, id, who)]
  })
  return [...renamed, ...people, ...extras(wanted, slug, want, held)]
}

function ofShared(
  wanted: Wanted,
  client: WantedClient,
  want: WantedAsset,
  asset: Asset,
  estate: Estate,
  quirks: Quirks,
): string[] {
  const { slug } = client
  const { kind, id } = asset
  const grant = asset.partners.find(({ business }) => business === AGENCY)
  const agency = businessOf(estate, AGENCY)
  const held = heldBy(agency, asset)
  const isShared = grant?.status === 'CONFIRMED'
  if (quirks.emptyKind === kind && isShared && (kind !== 'page' || held.size > 0))
    return [key('UNKNOWN', slug, id)]
  if (!isShared || quirks.emptyKind === kind) return ofNotShared(wanted, client, want, asset, estate, quirks)
  if (asset.owner !== client.business) return [ofAsset('OF_ANOTHER', slug, id)]
  const renamed = nameOf(asset) === want.name ? [] : [ofAsset('NAME_DIFFERS', slug, id)]
  const shared = sharedTasks(kind, grant.tasks)
  const level = shared === undefined ? undefined : verdict(kind, shared, tasksOf(kind, want.partner))
  // A share that our side may set right itself counts as set right for the people on it.
  const willBe =
    level !== undefined && client.side === 'by-token' && kind !== 'page'
      ? tasksOf(kind, want.partner)
      : shared
  const ceiling = willBe === undefined ? undefined : new Set(readBack(kind, willBe))
  const isWritable = kind !== 'page' || held.has(SELF)
  const people = Object.entries(want.people).flatMap(([who, wantedLevel]) => {
    const tasks = tasksOf(kind, wantedLevel)
    const own = held.get(who)
    if (own !== undefined) {
      const direction = verdict(kind, own, tasks)
      return direction === undefined ? [] : [key(`LEVEL_${direction}`, slug, id, who)]
    }
    if (ceiling !== undefined && !tasks.every((task) => ceiling.has(task)))
      return [key('WAITING_CLIENT', slug, id, who)]
    return missing(slug, asset, who, estate, quirks, isWritable)
  })
  const ours = level === undefined ? [] : [key(`LEVEL_${level}`, slug, id, US)]
  return [...renamed, ...ours, ...people, ...extras(wanted, slug, want, held)]
}

const ofAsset = (code: string, slug: string, id: string): string => [`ASSET_${code}`, slug, id, ''].join(' ')

function nameOf(asset: Asset): string {
  return asset.kind === 'instagram' ? asset.ig_username : asset.name
}

function ofNotShared(
  _wanted: Wanted,
  client: WantedClient,
  want: WantedAsset,
  asset: Asset,
  estate: Estate,
  quirks: Quirks,
): string[] {
  const { slug, side } = client
  const { id, kind } = asset
  const renamed = side === 'by-hand' || nameOf(asset) === want.name ? [] : [ofAsset('NAME_DIFFERS', slug, id)]
  if (side === 'by-hand' || kind === 'whatsapp') return [...renamed, key('WAITING_CLIENT', slug, id, US)]
  const isPending = asset.partners.some(({ business, status }) => business === AGENCY && status === 'PENDING')
  const waits = estate.agreements.some(
    ({ to, status, shares }) =>
      to === AGENCY && status === 'PENDING' && shares.some((one) => one.asset === id),
  )
  if (kind === 'pixel' && (waits || isPending)) return [...renamed, key('WAITING_ACCEPTANCE', slug, id, US)]
  if (kind !== 'page' && isPending) return [...renamed, key('WAITING_SECOND_ADMIN', slug, id, US)]
  const people = Object.keys(want.people).flatMap((who) =>
    missing(slug, asset, who, estate, quirks, kind !== 'page'),
  )
  return [...renamed, key('MISSING', slug, id, US), ...people]
}

/** Somebody who is not on an asset that is shared: what keeps them off, if anything. */
function missing(
  slug: string,
  { id }: Asset,
  who: string,
  estate: Estate,
  quirks: Quirks,
  isWritable: boolean,
): string[] {
  const agency = businessOf(estate, AGENCY)
  const isIn = who.includes('@')
    ? agency.people.some(({ email }) => email.toLowerCase() === who)
    : agency.system_users.some(({ name }) => name === who)
  const invitation = invitedTo(agency).get(who)
  if (isIn) return [key(isWritable ? 'MISSING' : 'WAITING_ADMIN', slug, id, who)]
  if (invitation === undefined) return [key('WAITING_MEMBER', slug, '', who)]
  return [key(hasEnded(invitation, quirks) ? 'INVITATION_EXPIRED' : 'WAITING_INVITATION', slug, '', who)]
}

function ofDirect(
  wanted: Wanted,
  { slug, business }: WantedClient,
  want: WantedAsset,
  asset: Asset,
  estate: Estate,
): string[] {
  const owner = businessOf(estate, business)
  const guests = {
    ...owner,
    system_users: [],
    people: owner.people.filter(({ email }) => email.endsWith(DOMAIN)),
  }
  const held = heldBy(guests, asset)
  const people = Object.entries(want.people).flatMap(([who, level]) => {
    const own = held.get(who)
    if (own === undefined) {
      const isIn = guests.people.some(({ email }) => email === who)
      return [key(isIn ? 'MISSING' : 'WAITING_CLIENT', slug, asset.id, who)]
    }
    const direction = verdict(asset.kind, own, tasksOf(asset.kind, level))
    return direction === undefined ? [] : [key(`LEVEL_${direction}`, slug, asset.id, who)]
  })
  const renamed = nameOf(asset) === want.name ? [] : [ofAsset('NAME_DIFFERS', slug, asset.id)]
  return [...renamed, ...people, ...extras(wanted, slug, want, held)]
}

function extras(
  { people, systemUsers }: Wanted,
  slug: string,
  want: WantedAsset,
  held: ReadonlyMap<string, unknown>,
): string[] {
  const named = new Set([...people.map(({ email }) => email), ...systemUsers.map(({ name }) => name)])
  return [...held.keys()]
    .filter((who) => who !== SELF && want.people[who] === undefined)
    .map((who) => key(named.has(who) ? 'UNMANAGED' : 'LEAVER', slug, want.id, who))
}

/** What the client's own token shows beside our access. */
function ofClientView(client: WantedClient, estate: Estate, quirks: Quirks): string[] {
  const { slug, business, assets, route } = client
  const owner = businessOf(estate, business)
  const expected = new Set(
    route === 'partner' ? [] : assets.filter(({ own }) => !own).flatMap(({ people }) => Object.keys(people)),
  )
  const invited = [...invitedTo(owner)].filter(([email]) => email.endsWith(DOMAIN))
  const inside = owner.people
    .map(({ email }) => email.toLowerCase())
    .filter((email) => email.endsWith(DOMAIN))
  const guests = [...inside, ...invited.map(([email]) => email)]
  const ended = invited.filter(([email, one]) => expected.has(email) && hasEnded(one, quirks))
  const partners = assets.flatMap(({ id, kind, own }) => {
    if (own) return []
    if (kind === 'whatsapp') return [key('PARTNERS_UNSEEN', slug, id)]
    const granted = estate.assets.find((one) => one.id === id)?.partners.map((one) => one.business) ?? []
    const asked = estate.agreements
      .filter(
        ({ status, shares }) =>
          kind === 'pixel' && status === 'PENDING' && shares.some(({ asset }) => asset === id),
      )
      .map(({ to }) => to)
    return [...granted, ...asked]
      .filter((one) => one !== AGENCY)
      .map((one) => key('OTHER_PARTNER', slug, id, one))
  })
  return [
    ...guests.filter((who) => !expected.has(who)).map((who) => key('GUEST', slug, '', who)),
    ...ended.map(([who]) => key('INVITATION_EXPIRED', slug, '', who)),
    ...partners,
  ]
}
