import { finding } from '../findings/catalogue.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { DesiredAsset } from '../model/desired.ts'
import type { ObservedAsset } from '../model/observed.ts'
import type { Change } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import { titleOf } from '../plan/titles.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AssetInputs } from './inputs.ts'
import { lookUntil } from './look-again.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import { rereadPartner, rereadPeople, withLook } from './reread.ts'
import { writeApisFor, write, type WriteApis } from './write.ts'

export type Converged = {
  readonly observed: ObservedAsset
  readonly failures: readonly Failure[]
}

/** One round to open a share, one for everything that depends on it. */
const ROUNDS = 2

/**
 * Makes Meta match the desired access of one asset, change by change; a failed change stops no other. Reads the asset
 * again after the writes, so the state holds what is there, and because only then it knows what a new share permits (a
 * second admin may have to agree: graph-api 4.9). A share that does not show in time is a failure: nobody was assigned
 * on it.
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
    const changes = inOrder(compareAsset(desired, observed, look.around).changes)
    const opening = changes.filter(opensShare)
    const now = opening.length > 0 ? opening : changes
    const made: Change[] = []
    for (const change of now) {
      const failure = await attempt(change, () => write(change, inputs, apis, meta, look.around))
      if (failure === undefined) made.push(change)
      else failures.push(failure)
    }
    const unshown = (seen: ObservedAsset) => missing(made, compareAsset(desired, seen, look.around).changes)
    const before = observed
    if (now.length > 0)
      observed = await lookUntil(
        () => reread(inputs, before, now, apis, look),
        (seen) => unshown(seen).length === 0,
      )
    failures.push(...unshown(observed).filter(opensShare).map(notShown))
    if (now === changes || failures.length > 0) break
  }
  return { observed, failures }
}

/** The changes made that a new comparison still asks for. */
function missing(made: readonly Change[], open: readonly Change[]): Change[] {
  const keyOf = ({ subject }: Change) => ('partner' in subject ? '' : subject.principal)
  const keys = new Set(open.map(keyOf))
  return made.filter((change) => keys.has(keyOf(change)))
}

function notShown({ asset, subject }: Change): Failure {
  return { finding: finding('SHARE_NOT_SHOWN', { subject: titleOf(asset) }), asset: asset.id, subject }
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

async function attempt(change: Change, run: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    // It already exists; the next read shows whether it is as desired (graph-api 4.2).
    if (error instanceof GraphError && error.kind === 'exists') return undefined
    return failureOf(error, change)
  }
}

/** The asset as it is now; when the read fails, what is known of it. The next run reads again. */
async function reread(
  inputs: AssetInputs,
  observed: ObservedAsset,
  changes: readonly Change[],
  apis: WriteApis,
  { around }: Look,
): Promise<ObservedAsset> {
  const ofPartner = changes.filter(({ subject }) => 'partner' in subject)
  if (ofPartner.some(({ verb }) => verb === 'revoke')) {
    return { state: 'absent', kind: inputs.kind, partner: { state: 'none' } }
  }
  const partner =
    ofPartner.length === 0
      ? undefined
      : await unlessRefused(async () => rereadPartner(await apis.partner(), inputs))
  const people = await unlessRefused(async () =>
    rereadPeople(await apis.people(), inputs.asset, apis.business, around.members),
  )
  return withLook(observed, { partner, people })
}

async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof GraphError) return undefined
    throw error
  }
}
