import type { Address } from '../findings/finding.ts'
import { claimsOn, type Claim, type Reason } from './claims.ts'
import type { AssetKind } from './kinds.ts'
import { atMost, levelsOf, tasksOf } from './levels.ts'
import type { Asset, Client, Model, Principal } from './model.ts'
import { isCurrent, type Moment } from './moment.ts'
import { byKindAndId, compareText } from './order.ts'
import { hasEnded } from './rules/dates.ts'

export type { Reason } from './claims.ts'

/** At this moment no end has come yet. */
const BEFORE_ANY_END: Moment = '0000-01-01'

export type DesiredAssignment = {
  readonly principal: Principal
  /** The level in words; two levels that do not cover each other are joined by " + ". */
  readonly level: string
  /** The tasks to ask Meta for; sorted. */
  readonly tasks: readonly string[]
  readonly because: readonly Reason[]
  /** The line that asks for it; undefined when it comes back from the engine's state. */
  readonly at: Address | undefined
}

export type DesiredAsset = {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string
  /** How access comes about: shared with our Business, or the client adds our people to the asset itself. */
  readonly route: 'partner' | 'direct-share'
  /** Our partner grant; undefined under a direct share. */
  readonly partner: { readonly level: string; readonly tasks: readonly string[] } | undefined
  readonly assignments: readonly DesiredAssignment[]
  /** Whose access here has ended by its date; it goes, whoever gave it. Absent when nobody's has. */
  readonly ended?: readonly Principal[]
  readonly at: Address | undefined
}

/** All access that one client's file asks for at a moment; what is past its `until` is no longer in it. */
export type DesiredClient = {
  readonly slug: string
  readonly business: string
  readonly agencyBusiness: string
  readonly clientSide: Client['clientSide']
  readonly unmanaged: Client['unmanaged']
  readonly assets: readonly DesiredAsset[]
  /** The relationship with the client's Business ends, and with it all that is shared; absent while it goes on. */
  readonly ends?: { readonly name: string; readonly at: Address }
  /** Where the file names the client; undefined when it comes back from the engine's state. */
  readonly at?: Address
}

/** The access that `client` asks for at `today` (a UTC day or minute). Pure; the model must be free of errors. */
export function desiredAccess(model: Model, client: Client, today: Moment): DesiredClient {
  const desired = desiredWhileItLasts(model, client, today)
  const { offboarded, name } = client
  if (offboarded === undefined || !hasEnded(client, today)) return desired
  const assets = desired.assets.map((asset) => ({ ...asset, partner: undefined, assignments: [] }))
  // Nobody of ours stays, whoever put them there.
  return { ...desired, unmanaged: 'remove', assets, ends: { name, at: offboarded.at } }
}

function desiredWhileItLasts(model: Model, client: Client, today: Moment): DesiredClient {
  const ended = client.directShare !== undefined && !isCurrent(client.directShare.until, today)
  return {
    slug: client.slug,
    business: client.business,
    agencyBusiness: model.agency.business,
    clientSide: client.clientSide,
    unmanaged: client.unmanaged,
    at: client.at,
    assets: client.assets.toSorted(byKindAndId).map((asset) => {
      const assignments = ended ? [] : assignmentsOf(model, client, asset, today)
      return {
        kind: asset.kind,
        id: asset.id,
        name: asset.name,
        route: client.directShare === undefined ? 'partner' : 'direct-share',
        partner: client.directShare === undefined ? partnerOf(asset) : undefined,
        assignments,
        ...endedBeside(assignments, assignmentsOf(model, client, asset, BEFORE_ANY_END)),
        at: asset.at,
      }
    }),
  }
}

/** Those who would be on the asset if nothing had ended, and are not. */
function endedBeside(
  now: readonly DesiredAssignment[],
  everyone: readonly DesiredAssignment[],
): Pick<DesiredAsset, 'ended'> {
  const there = new Set(now.map(({ principal }) => principal))
  const ended = everyone.map(({ principal }) => principal).filter((principal) => !there.has(principal))
  return ended.length === 0 ? {} : { ended }
}

function partnerOf({ kind, partner }: Asset): DesiredAsset['partner'] {
  return partner === undefined ? undefined : { level: partner, tasks: tasksOf(kind, partner) }
}

function assignmentsOf(model: Model, client: Client, asset: Asset, today: Moment): DesiredAssignment[] {
  const claims = claimsOn(model, client, asset, today)
  const byPrincipal = Map.groupBy(claims, ({ principal }) => principal)
  return [...byPrincipal]
    .map(([principal, own]) => assignmentOf(asset.kind, principal, own))
    .sort((a, b) => compareText(a.principal, b.principal))
}

/** One assignment out of all that speaks for it: the union of the tasks, named by the levels nothing else covers. */
function assignmentOf(kind: AssetKind, principal: Principal, claims: readonly Claim[]): DesiredAssignment {
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

/** Functions before exceptions, and among these the one that ends first. */
function orderOf(reason: Reason): string {
  if ('function' in reason) return JSON.stringify([0, reason.function])
  return JSON.stringify([1, reason.until, reason.ticket, reason.exception])
}
