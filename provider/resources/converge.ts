import type { DesiredAsset } from '../model/desired.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { Change } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import { isShown } from '../plan/is-shown.ts'
import { attempt, type Sent } from './attempt.ts'
import type { Failure } from './failure.ts'
import type { AssetInputs } from './inputs.ts'
import { lookFor } from './look-again.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import { relook, type Relook } from './relook.ts'
import { seenIn, withLook } from './reread.ts'
import { notShown } from './unshown.ts'
import { writeApisFor, write } from './write.ts'

export type Converged = {
  readonly observed: ObservedAsset
  readonly failures: readonly Failure[]
}

/** One round to open a share, one for everything that depends on it. */
const ROUNDS = 2

/**
 * Makes Meta match the desired access of one asset, change by change; a failed change stops no other. Whatever Meta
 * answers, a look afterwards decides whether a change is made: what it does not show, or what it could not read, is a
 * failure. So the state holds what was seen, and only then is it known what a new share permits (a second admin may
 * have to agree: graph-api 4.9).
 */
export async function converge(
  inputs: AssetInputs,
  desired: DesiredAsset,
  look: Look,
  meta: Meta,
): Promise<Converged> {
  const apis = writeApisFor(inputs, meta)
  let observed = look.observed
  const failures: Failure[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { changes: all } = compareAsset(desired, observed, look.around)
    const changes = inOrder(all.filter(look.isAsked))
    const opening = changes.filter(opensShare)
    const now = opening.length > 0 ? opening : changes
    const sent: Sent[] = []
    for (const change of now) {
      const tried = await attempt(change, () => write(change, inputs, apis, meta, look.around))
      if ('change' in tried) sent.push(tried)
      else failures.push(tried)
    }
    if (sent.length > 0) {
      const asked = sent.map(({ change }) => change)
      const seen = await lookFor(
        () => relook(inputs, asked, apis, meta, look),
        (latest) => unconfirmed(sent, inputs, latest).length === 0,
        (latest) => unconfirmed(sent, inputs, latest).some(({ mayBeLate }) => mayBeLate),
      )
      failures.push(...unconfirmed(sent, inputs, seen).map((one) => failureFor(one, seen)))
      observed = afterLook(inputs, observed, seen)
    }
    if (now === changes || failures.length > 0) break
  }
  return { observed, failures }
}

function unconfirmed(sent: readonly Sent[], { kind }: AssetInputs, { partner, people }: Relook): Sent[] {
  const shown = { partner: seenIn(partner), people: seenIn(people) }
  return sent.filter(({ change }) => !isShown(change, kind, shown))
}

function failureFor(sent: Sent, { partner, people }: Relook): Failure {
  const part = 'partner' in sent.change.subject ? partner : people
  const unread = part !== undefined && 'unread' in part ? part.unread.message : undefined
  return notShown(sent, opensShare(sent.change), unread)
}

function afterLook(
  { kind }: AssetInputs,
  observed: ObservedAsset,
  { partner, people }: Relook,
): ObservedAsset {
  const share = seenIn(partner)
  if (share?.state === 'none' && observed.state === 'present' && observed.partner.state === 'granted')
    return { state: 'absent', kind, partner: share }
  return withLook(observed, { partner: share, people: seenIn(people) })
}

function opensShare({ subject, verb }: Change): boolean {
  return 'partner' in subject && verb !== 'revoke' && verb !== 'lower'
}

/** Removes people before it adds others; a share ends last. */
function inOrder(changes: readonly Change[]): Change[] {
  const rank = ({ subject, verb }: Change): number =>
    'partner' in subject ? 2 : Number(verb !== 'revoke' && verb !== 'lower')
  return [...changes].sort((a, b) => rank(a) - rank(b))
}
