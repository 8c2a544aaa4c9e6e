import type { Edit, PlainValue } from '../edit/edit.ts'
import { finding } from '../findings/catalogue.ts'
import { claimsOn } from '../model/claims.ts'
import { factsOf, type AssetKind } from '../model/kinds.ts'
import { atMost, levelsOf, type Level } from '../model/levels.ts'
import type { Asset, Client, Member, Model, Principal } from '../model/model.ts'
import { isPerson } from '../model/principal.ts'
import type { AccountLog, ObservedAsset } from '../model/observed.ts'
import type { ReviewItem, ReviewedClient } from './item.ts'
import { pathOfMember } from '../model/entry-paths.ts'

/** The lowest level, whose use leaves no entry in the log: reading changes nothing. */
function enoughOn(kind: AssetKind): Level {
  return levelsOf(kind)[0] as Level
}

/** An entry of the team: the assets with a log where it gives more than reading, and whether it gives anything else. */
export type Membership = {
  readonly member: Member
  readonly accounts: readonly Asset[]
  readonly more: boolean
}

/**
 * The memberships whose use the logs of assets can show: they give more than reading, and Meta shows the person there.
 * Meta logs only changes (FACT, graph-api 3), so it never shows the use of less.
 */
export function visibleMemberships(
  model: Model,
  client: Client,
  observed: (asset: Asset) => ObservedAsset,
  today: string,
): Membership[] {
  const claims = client.assets.flatMap((asset) =>
    claimsOn(model, client, asset, today).map((claim) => ({ asset, claim })),
  )
  return client.team
    .map((member): Membership => {
      const own = claims.filter(({ claim }) => claim.at === member.at)
      const above = own.filter(
        ({ asset: { kind }, claim }) =>
          factsOf(kind).hasActivityLog && !atMost(kind, claim.level, enoughOn(kind)),
      )
      const held = above.filter(({ asset }) => holds(observed(asset), member.principal))
      return { member, accounts: held.map(({ asset }) => asset), more: own.length > above.length }
    })
    .filter(({ accounts }) => accounts.length > 0)
}

/**
 * Reports who changed nothing on any ad account of the client since the day. When that is all their access, it is stale
 * and the review proposes its removal; when they have more, whose use nobody can see, it proposes a lower level. A
 * system user may only read, so it is never removed. Without the logs of all their accounts it reports nothing.
 */
export function unusedIn({ model, client, evidence, today }: ReviewedClient): ReviewItem[] {
  const { observed, logs, since, self } = evidence
  return visibleMemberships(model, client, observed, today).flatMap(
    ({ member, accounts, more }): ReviewItem[] => {
      const { principal, function: name } = member
      if (principal === self || !accounts.every(({ id }) => isIdle(logs.get(id), principal))) return []
      const args = { who: principal, function: name, client: client.slug, since }
      if (!more && isPerson(principal)) {
        const edits = [{ remove: pathOfMember(client, member) }]
        return [{ finding: finding('REVIEW_STALE', args, member.at), edits }]
      }
      const enough = new Map(accounts.map(({ kind }) => [kind, enoughOn(kind)]))
      const levels = [...new Set(enough.values())].join(', ')
      const told = finding('REVIEW_ABOVE_NEED', { ...args, enough: levels }, member.at)
      return [{ finding: told, edits: [lowered(client, member, enough)] }]
    },
  )
}

function holds(seen: ObservedAsset, principal: Principal): boolean {
  return seen.state === 'present' && Object.hasOwn(seen.people, principal)
}

function isIdle(log: AccountLog | undefined, principal: Principal): boolean {
  return log?.state === 'seen' && !log.active.has(principal) && !log.added.has(principal)
}

function lowered(client: Client, member: Member, enough: ReadonlyMap<AssetKind, Level>): Edit {
  const { principal, only } = member
  const value: PlainValue = {
    ...(isPerson(principal) ? { person: principal } : { system_user: principal }),
    ...(only === undefined ? {} : { assets: only }),
    levels: { ...member.levels, ...Object.fromEntries(enough) },
  }
  return { set: pathOfMember(client, member), value }
}
