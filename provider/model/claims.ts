import type { Address } from '../findings/finding.ts'
import { levelsOf, type Level } from './levels.ts'
import type { Asset, Client, Member, Model, Principal } from './model.ts'
import { isCurrent, type Moment } from './moment.ts'
import { listedIn } from './principal.ts'

/** Why somebody has a level: the function they have at the client, or an exception with its end. */
export type Reason =
  | { readonly function: string }
  | { readonly exception: string; readonly ticket: string; readonly until: string }

/** One reason for somebody's access to one asset, with its level. */
export type Claim = {
  readonly principal: Principal
  readonly level: Level
  readonly reason: Reason
  readonly at: Address
}

/**
 * Every claim to `asset` on `today`: functions of the team first, then exceptions. Skips a level that the kind lacks
 * (`rules/levels.ts` reports it) and a principal who left agency.yaml (`rules/members.ts` reports it).
 */
export function claimsOn(model: Model, client: Client, asset: Asset, today: Moment): Claim[] {
  const ours = listedIn(model.agency)
  const byFunction = client.team.flatMap((member): Claim[] => {
    const level = levelOf(model, member, asset)
    if (level === undefined) return []
    return [{ principal: member.principal, level, reason: { function: member.function }, at: member.at }]
  })
  const byException = client.exceptions
    .filter(
      (one) =>
        one.asset === asset.id && isCurrent(one.until, today) && levelsOf(asset.kind).includes(one.level),
    )
    .map(({ principal, level, reason, ticket, until, at }): Claim => {
      return { principal, level, reason: { exception: reason, ticket, until }, at }
    })
  return [...byFunction, ...byException].filter(({ principal }) => ours.has(principal))
}

function levelOf(model: Model, member: Member, asset: Asset): Level | undefined {
  if (member.only !== undefined && !member.only.includes(asset.id)) return undefined
  const level = member.levels[asset.kind] ?? model.functions.get(member.function)?.levels[asset.kind]
  return level === 'none' ? undefined : level
}
