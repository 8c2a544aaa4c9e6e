import type { Address } from '../findings/finding.ts'
import { claimsOn, type Claim, type Reason } from './claims.ts'
import type { AssetKind } from './kinds.ts'
import { atMost, levelsOf, tasksOf } from './levels.ts'
import type { Asset, Client, Model, Principal } from './model.ts'
import { isCurrent, type Moment } from './moment.ts'
import { byKindAndId, compareText } from './order.ts'
import { hasEnded } from './rules/dates.ts'

export type { Reason } from './claims.ts'

/** A moment at which nothing has ended yet. */
const BEFORE_ANY_END: Moment = '0000-01-01'

/** One of our principals whom the files want on an asset. */
export type DesiredPerson = {
  readonly principal: Principal
  /** The level in words; levels that do not cover each other are joined by " + ". */
  readonly level: string
  /** The tasks to ask Meta for; sorted. */
  readonly tasks: readonly string[]
  readonly because: readonly Reason[]
  /** The line that asks for it; undefined when it comes from the engine's state. */
  readonly at: Address | undefined
}

/** Who gives the access to an asset. */
export type DesiredShare =
  /** The client shares it with our Business, its partner, at this level. */
  | { readonly by: 'partner'; readonly grant: { readonly level: string; readonly tasks: readonly string[] } }
  /** The client adds our people to the asset itself. */
  | { readonly by: 'direct' }
  /** Our own Business owns it: nobody shares it, and nobody can end a share of it. */
  | { readonly by: 'own' }
  /** Our share has to end: the relationship ends, or no file lists the asset any more (`dropped`). */
  | { readonly by: 'nobody'; readonly because: 'client-ends' | 'dropped' }
  /** No file names a level, so metagrant asks for nothing and revokes nothing. */
  | { readonly by: 'nobody'; readonly because: 'no-level' }

export type DesiredAsset = {
  readonly kind: AssetKind
  readonly id: string
  /** As the file has it; Meta's own name is in what was observed. */
  readonly name: string
  /** The Businesses that may own it. */
  readonly owners: readonly string[]
  /** It may belong to a person, whose id no file holds. Absent: it may not. */
  readonly personal?: true
  readonly share: DesiredShare
  readonly people: readonly DesiredPerson[]
  /** Principals whose access here is past its date. It is revoked, whoever gave it. Absent when there are none. */
  readonly ended?: readonly Principal[]
  readonly at: Address | undefined
}

/** All access that one client's file asks for at a moment, without what is past its `until`. */
export type DesiredClient = {
  readonly slug: string
  readonly business: string
  /** Further Businesses of the client; absent for none. */
  readonly alsoBusinesses?: readonly string[]
  readonly agencyBusiness: string
  readonly clientSide: Client['clientSide']
  readonly unmanaged: Client['unmanaged']
  readonly assets: readonly DesiredAsset[]
  /**
   * The client has left, and all our access has to end; absent for a current client. `relations` are the Businesses with
   * which the whole relationship ends: those that no other client's file names.
   */
  readonly ends?: { readonly name: string; readonly at: Address; readonly relations: readonly string[] }
  /** Where the file names the client; undefined when it comes from the engine's state. */
  readonly at?: Address
}

/** The access that `client` asks for at `today` (a UTC day or minute). Pure; the model must be free of errors. */
export function desiredAccess(model: Model, client: Client, today: Moment): DesiredClient {
  const desired = desiredWhileItLasts(model, client, today)
  const { offboarded, name } = client
  if (offboarded === undefined || !hasEnded(client, today)) return desired
  const assets = desired.assets.map((asset) => withNobody(asset, 'client-ends'))
  const kept = new Set(
    model.clients.flatMap((one) =>
      one.slug === client.slug || hasEnded(one, today) ? [] : businessesOf(one),
    ),
  )
  const relations = businessesOf(client).filter((business) => !kept.has(business))
  // None of our people keeps access, whoever gave it.
  return { ...desired, unmanaged: 'remove', assets, ends: { name, at: offboarded.at, relations } }
}

/** Every Business of a client; the first is the one that its file names as its own. */
export function businessesOf({
  business,
  alsoBusinesses = [],
}: Pick<DesiredClient, 'business' | 'alsoBusinesses'>): string[] {
  return [...new Set([business, ...alsoBusinesses])]
}

/** The same asset without any of our people and without our share. */
export function withNobody(asset: DesiredAsset, because: 'client-ends' | 'dropped'): DesiredAsset {
  const { share } = asset
  const isShared = share.by === 'partner' || share.by === 'nobody'
  return { ...asset, share: isShared ? { by: 'nobody', because } : share, people: [] }
}

function desiredWhileItLasts(model: Model, client: Client, today: Moment): DesiredClient {
  const ended = client.directShare !== undefined && !isCurrent(client.directShare.until, today)
  return {
    slug: client.slug,
    business: client.business,
    ...(client.alsoBusinesses.length === 0 ? {} : { alsoBusinesses: client.alsoBusinesses }),
    agencyBusiness: model.agency.business,
    clientSide: client.clientSide,
    unmanaged: client.unmanaged,
    at: client.at,
    assets: client.assets.toSorted(byKindAndId).map((asset) => {
      const own = asset.owner === 'agency'
      const people = ended && !own ? [] : peopleOn(model, client, asset, today)
      return {
        kind: asset.kind,
        id: asset.id,
        name: asset.name,
        owners: own ? [model.agency.business] : businessesOf(client),
        ...(asset.owner === 'person' ? { personal: true } : {}),
        share: own || client.directShare === undefined ? shareOf(asset) : { by: 'direct' },
        people,
        ...endedBeside(people, peopleOn(model, client, asset, BEFORE_ANY_END)),
        at: asset.at,
      }
    }),
  }
}

/** Principals who would be on the asset if nothing had ended, and are not. */
function endedBeside(
  now: readonly DesiredPerson[],
  everyone: readonly DesiredPerson[],
): Pick<DesiredAsset, 'ended'> {
  const there = new Set(now.map(({ principal }) => principal))
  const ended = everyone.map(({ principal }) => principal).filter((principal) => !there.has(principal))
  return ended.length === 0 ? {} : { ended }
}

function shareOf({ kind, partner, owner }: Asset): DesiredShare {
  if (owner === 'agency') return { by: 'own' }
  if (partner === undefined) return { by: 'nobody', because: 'no-level' }
  return { by: 'partner', grant: { level: partner, tasks: tasksOf(kind, partner) } }
}

function peopleOn(model: Model, client: Client, asset: Asset, today: Moment): DesiredPerson[] {
  const claims = claimsOn(model, client, asset, today)
  const byPrincipal = Map.groupBy(claims, ({ principal }) => principal)
  return [...byPrincipal]
    .map(([principal, own]) => personOn(asset.kind, principal, own))
    .sort((a, b) => compareText(a.principal, b.principal))
}

/** A person with the union of the tasks of their claims; the level names only what no other level covers. */
function personOn(kind: AssetKind, principal: Principal, claims: readonly Claim[]): DesiredPerson {
  const levels = levelsOf(kind).filter((level) => claims.some((claim) => claim.level === level))
  const top = levels.filter((level) => !levels.some((other) => other !== level && atMost(kind, level, other)))
  const deciding = claims
    .filter(({ level }) => top.includes(level))
    .sort((a, b) => compareText(orderOf(a.reason), orderOf(b.reason)))
  return {
    principal,
    level: top.join(' + '),
    tasks: [...new Set(top.flatMap((level) => tasksOf(kind, level)))].sort(),
    because: [...Map.groupBy(deciding, ({ reason }) => orderOf(reason)).values()].flatMap(
      ([first]) => first?.reason ?? [],
    ),
    at: deciding[0]?.at,
  }
}

/** Sort key: functions before exceptions, then the exception that ends first. */
function orderOf(reason: Reason): string {
  if ('function' in reason) return JSON.stringify([0, reason.function])
  return JSON.stringify([1, reason.until, reason.ticket, reason.exception])
}
