import { GraphError } from '../graph/graph-error.ts'
import type { DesiredAsset } from '../model/desired.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { Change } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import { rereadPartner, rereadPeople, withLook } from './reread.ts'
import { handsFor, write, type Hands } from './write.ts'

export type Converged = {
  readonly observed: ObservedAsset
  readonly failures: readonly Failure[]
}

/** A new share of a Page drops everybody from it, so they are put back in a second round. */
const ROUNDS = 2

/**
 * Makes Meta match what is desired of one asset, change by change; a change that fails stops no other.
 * After the writes the asset is read again, so that the state holds what is there and not what was asked for.
 */
export async function converge(
  inputs: AssetInputs,
  desired: DesiredAsset,
  look: Look,
  meta: Meta,
): Promise<Converged> {
  const hands = handsFor(inputs, meta)
  let observed = look.observed
  let failures: Failure[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const changes = inOrder(compareAsset(desired, observed, look.around).changes)
    if (changes.length === 0) break
    failures = []
    for (const change of changes) {
      const failure = await attempt(change, () => write(change, inputs, hands, meta, look.around))
      if (failure !== undefined) failures.push(failure)
    }
    observed = await reread(inputs, observed, changes, hands, look)
    if (failures.length > 0 || !changes.some(({ subject }) => 'partner' in subject)) break
  }
  return { observed, failures }
}

/** Shares that open come first, shares that close last; in between people are taken off before others are put on. */
function inOrder(changes: readonly Change[]): Change[] {
  const rank = ({ subject, verb }: Change): number => {
    const closes = verb === 'revoke' || verb === 'lower'
    if ('partner' in subject) return closes ? 3 : 0
    return closes ? 1 : 2
  }
  return [...changes].sort((a, b) => rank(a) - rank(b))
}

async function attempt(change: Change, run: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    // What was asked for is there already: reading it again tells whether it is as it should be (graph-api 4.2).
    if (error instanceof GraphError && error.kind === 'exists') return undefined
    return failureOf(error, change)
  }
}

async function reread(
  inputs: AssetInputs,
  observed: ObservedAsset,
  changes: readonly Change[],
  hands: Hands,
  { around }: Look,
): Promise<ObservedAsset> {
  const ofPartner = changes.filter(({ subject }) => 'partner' in subject)
  const ended = ofPartner.some(({ verb }) => verb === 'revoke')
  if (ended) return { state: 'absent', kind: inputs.kind, partner: { state: 'none' } }
  try {
    const partner =
      ofPartner.length === 0
        ? undefined
        : await rereadPartner(await hands.partner(), inputs.asset, inputs.agencyBusiness)
    const assignments = await rereadPeople(await hands.people(), inputs.asset, hands.business, around.members)
    return withLook(observed, { assignments, ...(partner === undefined ? {} : { partner }) })
  } catch (error) {
    // What was written stays written: the next run sees it. Only the fresh look is missing.
    if (error instanceof GraphError) return observed
    throw error
  }
}
