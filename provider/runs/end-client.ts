import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import type { StackUpdate } from '../audit/sources.ts'
import { messageOf, stackHistory } from '../engine/history.ts'
import { applyTarget, type AppliedTarget } from '../engine/apply-target.ts'
import { keptInputs } from '../engine/kept-inputs.ts'
import { knownIds } from '../engine/known-ids.ts'
import { engineFailure } from '../engine/run.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import { removeStack, stackSizes } from '../engine/workspace.ts'
import { continueRecord, startRecord } from '../files/record-file.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { Client, Model, Offboarded } from '../model/model.ts'
import { endRelation } from '../offboard/end-relation.ts'
import { titleOf } from '../plan/titles.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import { recordPath, recordText, stepLine } from '../offboard/record.ts'
import type { Sent } from '../resources/attempt.ts'
import { failureOf } from '../resources/failure.ts'
import type { RunContext } from './wiring/context.ts'
import { isStopped } from './wiring/stop.ts'
import { lookUntilOver } from './look-until-over.ts'
import type { JudgedPlan } from './judge-plans.ts'

const NOT_DONE = { done: false, failures: [], findings: [] } as const

/**
 * Ends everything with a client who left, one step after the other: people and shares (by the engine), the
 * relationship, a check that nothing is left, the stack. The record begins before the first write. After a failure the
 * next run continues from what it finds; `over` means that nothing is left to do.
 */
export async function endClient(
  one: JudgedPlan,
  model: Model,
  context: RunContext,
  engine: EngineSettings,
): Promise<AppliedTarget> {
  const { target, plan, inventory } = one
  const client = model.clients.find(({ slug }) => slug === target.name)
  const { ends } = target
  if (ends === undefined || client?.offboarded === undefined) return NOT_DONE
  const going = await goingAway(one, engine)
  if (going !== undefined) return { ...NOT_DONE, findings: [held(client, going)] }
  const record = recordOf(client, client.offboarded, context)
  const began =
    (await record.begin(one)) ??
    (await record.add(`started, ${counted(plan.changes.length, 'change')} to apply`))
  if (began !== undefined) return { ...NOT_DONE, findings: [began] }

  const ofAssets = plan.changes.filter(({ asset }) => asset.kind !== 'business')
  if (ofAssets.length > 0 || plan.recorded > 0) {
    const applied = await applyTarget(target, inventory, engine, messageOf(plan.digest))
    if (!applied.done || applied.failures.length > 0) return applied
    const unwritten = await record.add('removed our people, and gave up the shares that our side can give up')
    if (unwritten !== undefined) return { ...NOT_DONE, findings: [...applied.findings, unwritten] }
  }
  const [unread] = plan.unknown
  if (unread !== undefined) return { ...NOT_DONE, findings: [held(client, unread.message)] }
  const [foreign] = plan.refused
  if (foreign !== undefined)
    return { ...NOT_DONE, findings: [held(client, `${titleOf(foreign.asset)} is not the client's`)] }
  if (isStopped(context)) return { ...NOT_DONE, findings: [held(client, 'somebody stopped the run')] }
  const left = await endRelations(one, ends, record, context)
  if (left.stopped !== undefined) return left.stopped
  const seen = await lookUntilOver(ends, model, context, () => knownIds(engine))
  if (!('version' in seen)) {
    const refusals = left.sent.flatMap(({ error, change }) =>
      error === undefined ? [] : [failureOf(error, change)],
    )
    return { ...NOT_DONE, failures: refusals, findings: seen }
  }
  // Removing the stack removes its history, so nothing is removed that the record does not hold.
  const keeps = one.standings.some(({ asset }) => asset.own === true)
  const unwritten = await keepHistory(record, target.name, engine, keeps)
  if (unwritten !== undefined) return { ...NOT_DONE, findings: [unwritten] }
  const removed = await removeTarget(one, seen, engine)
  const last = removed.done ? await record.add('removed the stack') : undefined
  if (last !== undefined) return { ...removed, done: false, findings: [...removed.findings, last] }
  return { ...removed, record: record.path }
}

/** What another client's file lists and this stack still holds: it has to move before the stack ends. */
async function goingAway({ target }: JudgedPlan, engine: EngineSettings): Promise<string | undefined> {
  const going = target.moves.filter(({ from }) => from === target.name)
  if (going.length === 0) return undefined
  const kept = await keptInputs(target.name, engine)
  const rest = going.find(({ asset }) => kept.has(asset.id))
  return rest && `${titleOf(rest.asset)} still has to move: run "npx metagrant apply ${rest.to}" first`
}

/** Asks Meta to end each relationship; `stopped` where that surely failed, or the record cannot be written. */
async function endRelations(
  { plan }: JudgedPlan,
  ends: DesiredClient,
  record: Record,
  { env }: RunContext,
): Promise<{ readonly sent: readonly Sent[]; readonly stopped?: AppliedTarget }> {
  const sent: Sent[] = []
  for (const { asset } of plan.changes.filter((change) => change.asset.kind === 'business')) {
    const tried = await endRelation(env, ends, asset.id)
    if ('finding' in tried) return { sent, stopped: { ...NOT_DONE, failures: [tried] } }
    sent.push(tried)
    const unwritten = await record.add(
      `asked Meta to end the relationship between our Business and ${asset.id}`,
    )
    if (unwritten !== undefined) return { sent, stopped: { ...NOT_DONE, findings: [unwritten] } }
  }
  return { sent }
}

/** Records the end, which was seen, and what was applied when. */
async function keepHistory(
  record: Record,
  stack: string,
  engine: EngineSettings,
  keeps: boolean,
): Promise<Finding | undefined> {
  const updates = await historyOf(stack, engine)
  if ('code' in updates) return updates
  const seen = keeps
    ? 'looked again: Meta shows us none of our access any more but to what our own Business owns, without our people'
    : 'looked again: Meta shows us none of our access any more'
  const lines = [seen, ...updates.map(updateWords)]
  for (const line of lines) {
    const unwritten = await record.add(line)
    if (unwritten !== undefined) return unwritten
  }
  return undefined
}

type Record = {
  readonly path: string
  readonly begin: (one: JudgedPlan) => Promise<Finding | undefined>
  readonly add: (what: string) => Promise<Finding | undefined>
}

function recordOf(client: Client, offboarded: Offboarded, { root, now }: RunContext): Record {
  const path = recordPath(client, offboarded)
  return {
    path,
    begin: ({ plan, standings }) =>
      startRecord(root, path, recordText({ client, offboarded, plan, standings })),
    add: (what) => continueRecord(root, path, stepLine(now(), what)),
  }
}

/** Oldest first. Removing a stack removes its history, so the record keeps what was applied when. */
async function historyOf(name: string, engine: EngineSettings): Promise<StackUpdate[] | Finding> {
  try {
    return (await stackHistory(name, engine))?.toReversed() ?? []
  } catch (error) {
    return engineFailure(name, error)
  }
}

function updateWords({ at, result, plan, resources }: StackUpdate): string {
  const digest = plan === null ? '' : `, plan ${plan.slice(0, SHORT_DIGEST)}`
  return `the stack was updated on ${at.slice(0, 16)}Z: ${result}${digest}, ${counted(resources, 'resource')}`
}

/** Empties the stack, whose assets are all gone already, and removes it. */
async function removeTarget(
  { target }: JudgedPlan,
  inventory: Inventory,
  engine: EngineSettings,
): Promise<AppliedTarget> {
  try {
    const size = (await stackSizes(engine)).get(target.name)
    if (size === undefined) return { ...NOT_DONE, done: true }
    const nothing = { ...target, program: async () => undefined }
    const emptied =
      size === 0
        ? undefined
        : await applyTarget(nothing, inventory, engine, 'emptied, as the client has left')
    if (emptied !== undefined && (!emptied.done || emptied.failures.length > 0)) return emptied
    await removeStack(target.name, engine)
    return { done: true, failures: [], findings: emptied?.findings ?? [] }
  } catch (error) {
    return { ...NOT_DONE, findings: [engineFailure(target.name, error)] }
  }
}

function held({ slug }: Client, why: string): Finding {
  return finding('OFFBOARD_HELD', { client: slug, why })
}
