import { stateNotKept } from '../engine/state-kept.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import { engineFailure } from '../engine/run.ts'
import { keptAssets } from '../engine/kept-assets.ts'
import { knownIds } from '../engine/known-ids.ts'
import type { Finding } from '../findings/finding.ts'
import { inTurns } from '../inventory/in-turns.ts'
import { readConditions, type Conditions } from '../inventory/ours/conditions.ts'
import type { DesiredAsset } from '../model/desired.ts'
import { onceAsync } from '../model/once-async.ts'
import type { Change } from '../plan/change.ts'
import { NOTHING_ANNOUNCED } from '../plan/guard/announced.ts'
import { applyNarrowly, type NarrowlyApplied } from './apply-narrowly.ts'
import { approvedLater, type ApprovedLater } from './approved-later.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { asAgency, identifyBy } from './wiring/live.ts'
import { select } from './wiring/select.ts'
import { untilStopped } from './wiring/stop.ts'

/** States that are read at once. */
const STATES_AT_ONCE = 4

/** The results for the clients where approved access waits. */
export type ContinuedRun = {
  readonly clients: readonly NarrowlyApplied[]
  /** How much approved access still waits. */
  readonly waiting: number
  readonly findings: readonly Finding[]
}

/**
 * Gives what a plan that was approved named as later, once what it waited for has happened, and nothing else: what the
 * last apply recorded and the files still ask for. Where nothing waits, Meta is not asked; else the
 * cheapest look at what is waited for decides which clients are looked at and planned.
 */
export async function continueRun(
  context: RunContext,
  names: readonly string[],
): Promise<ContinuedRun | { readonly errors: readonly Finding[] }> {
  const selection = await select({ names, all: names.length === 0, withoutBroken: true }, context)
  if (!('model' in selection)) return { errors: selection }
  const engine = await withEngine(context)
  if ('code' in engine) return { errors: [engine] }
  const notKept = stateNotKept(engine)
  if (notKept !== undefined) return { errors: [notKept] }
  const open = selection.clients.filter(({ ends }) => ends === undefined)
  const read = await inTurns(STATES_AT_ONCE, open, async (client) => {
    const kept = await keptOf(client.slug, engine)
    return 'code' in kept ? { failed: kept } : approvedLater(client, kept)
  })
  const failed = read.flatMap((one) => ('failed' in one ? [one.failed] : []))
  const approved = read.flatMap((one) => ('failed' in one ? [] : [one]))
  const findings = [...failed, ...approved.flatMap(({ givenUp }) => givenUp)]
  const waiting = approved.filter(({ people }) => people.size > 0)
  if (waiting.length === 0) return { clients: [], waiting: 0, findings }
  const known = onceAsync(() => knownIds(engine))
  const { agency } = selection.model
  const conditions = await asAgency(agency, context, (side) => {
    const kinds = new Set(waiting.flatMap((one) => assetsIn(one).map(({ kind }) => kind)))
    return readConditions(side, kinds, identifyBy(agency, known))
  })
  if (!('isShared' in conditions)) return { errors: [...findings, ...conditions] }
  const applied = await untilStopped(context, async () => {
    const all: NarrowlyApplied[] = []
    for (const one of waiting.filter((own) => mayGive(own, conditions))) {
      context.progress(`Giving approved access of ${one.client.slug}`)
      all.push(await give(context, one))
    }
    return all
  })
  const given = applied.flatMap(({ done }) => done).length
  const total = waiting.flatMap(({ people }) => [...people.values()].flat()).length
  return {
    clients: applied,
    waiting: total - given,
    findings: [...findings, ...applied.flatMap((one) => one.findings)],
  }
}

async function keptOf(slug: string, engine: EngineSettings) {
  try {
    return (await keptAssets(slug, engine)) ?? []
  } catch (error) {
    return engineFailure(slug, error)
  }
}

function assetsIn({ client, people }: ApprovedLater): DesiredAsset[] {
  return client.assets.filter(({ id }) => people.has(id))
}

/** Whether somebody who waits may be given what was approved. */
function mayGive(waiting: ApprovedLater, { isShared, isMember }: Conditions): boolean {
  return assetsIn(waiting).some(({ kind, id, people }) =>
    people.some(
      ({ principal, tasks }) =>
        waiting.people.get(id)?.includes(principal) === true &&
        isMember(principal) &&
        isShared(kind, id, tasks),
    ),
  )
}

/** The guard and the policy judged it with the plan that was approved: how many gain control was named there. */
function give(context: RunContext, { client, people }: ApprovedLater): Promise<NarrowlyApplied> {
  return applyNarrowly(context, client.slug, {
    isMeant: (change) => isApproved(change, people),
    mayBeOn: (asset) => people.has(asset),
    announced: NOTHING_ANNOUNCED,
    overrides: { admins: 'named before', raises: 'named before' },
  })
}

/** Only what gives; whoever has more by now was given it by hand, and is drift. */
function isApproved({ verb, asset, subject }: Change, people: ApprovedLater['people']): boolean {
  const gives = verb === 'grant' || verb === 'raise'
  return gives && 'principal' in subject && people.get(asset.id)?.includes(subject.principal) === true
}
