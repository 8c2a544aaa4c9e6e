import { doubtOn } from '../model/member-look.ts'
import { factsOf } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { AssetInputs } from './inputs.ts'
import type { Look } from './observe.ts'

/**
 * Whether somebody whom the files no longer name may still be on an asset. Nobody is gone because one read lacks them:
 * they are a known member, and the read shows that it would have shown them. Such a read lists somebody else on the
 * asset, or, where an asset's people are read from their own side, lists the person on another asset. `before` is what
 * this run saw before its writes: whom it saw then, took off, and does not see now, is gone.
 */
export function mayBeOn(
  { kind, route, clientSide }: Pick<AssetInputs, 'kind' | 'route' | 'clientSide'>,
  principal: Principal,
  look: Look,
  before: Look = look,
): boolean {
  const { observed, around } = look
  if (observed.state !== 'present') return observed.state === 'unknown'
  if (observed.people[principal] !== undefined) return true
  // Nobody of our side can ever see these; the client was asked once.
  if (route === 'direct-share' && clientSide === 'by-hand') return false
  if (before.observed.state === 'present' && before.observed.people[principal] !== undefined) return false
  const others = Object.keys(observed.people)
  if (others.some((one) => doubtOn(around.members, one) !== undefined)) return true
  const isListed = !factsOf(kind).hasOwnToken && others.length > 0
  const member = around.members.get(principal)
  return member === undefined || !(isListed || look.isShownElsewhere(principal))
}

/**
 * Why one of `managed` may still be there unseen: somebody on the asset has no address, and one of them is no known
 * member.
 */
export function hiddenOn({ observed, around }: Look, managed: readonly Principal[]): string | undefined {
  if (observed.state !== 'present') return undefined
  const [doubt] = Object.keys(observed.people).flatMap((one) => doubtOn(around.members, one) ?? [])
  const isMissing = managed.some((principal) => !around.members.has(principal))
  return isMissing ? doubt?.message : undefined
}
