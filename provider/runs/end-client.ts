import { setTimeout as sleep } from 'node:timers/promises'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import type { StackUpdate } from '../audit/sources.ts'
import { messageOf, stackHistory } from '../engine/history.ts'
import { applyTarget, type AppliedTarget } from '../engine/apply-target.ts'
import { knownIds } from '../engine/known-ids.ts'
import { isClientInOrder } from '../engine/in-order.ts'
import { engineFailure } from '../engine/run.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import { removeStack, stackSizes } from '../engine/workspace.ts'
import { continueRecord, startRecord } from '../files/record-file.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { IdsInState } from '../model/identify.ts'
import type { Client, Model, Offboarded } from '../model/model.ts'
import { endRelation } from '../offboard/end-relation.ts'
import { titleOf } from '../plan/titles.ts'
import { SHORT_DIGEST } from '../plan/digest.ts'
import { recordPath, recordText, stepLine } from '../offboard/record.ts'
import type { RunContext } from './wiring/context.ts'
import { readLive } from './wiring/live.ts'
import type { JudgedPlan } from './judge-plans.ts'

/** An ended relationship may still show for a while (graph-api 4.9, LIVE-CLAIM), so the check is repeated. */
const LOOKS = 3
const PAUSE_MS = 2000

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
  const record = recordOf(client, client.offboarded, context)
  const began =
    (await record.begin(one)) ??
    (await record.add(`started, ${counted(plan.changes.length, 'change')} to apply`))
  if (began !== undefined) return { ...NOT_DONE, findings: [began] }

  const ofAssets = plan.changes.filter(({ asset }) => asset.kind !== 'business')
  if (ofAssets.length > 0 || plan.recorded > 0) {
    const applied = await applyTarget(target, inventory, engine, messageOf(plan.digest))
    if (!applied.done || applied.failures.length > 0) return applied
    await record.add('removed our people, and gave up the shares that our side can give up')
  }
  const [unread] = plan.unknown
  if (unread !== undefined) return { ...NOT_DONE, findings: [held(client, unread.message)] }
  const [foreign] = plan.refused
  if (foreign !== undefined)
    return { ...NOT_DONE, findings: [held(client, `${titleOf(foreign.asset)} is not the client's`)] }
  for (const { asset } of plan.changes.filter((change) => change.asset.kind === 'business')) {
    const failure = await endRelation(context.env, ends, asset.id)
    if (failure !== undefined) return { done: false, failures: [failure], findings: [] }
    await record.add(`ended the relationship between our Business and ${asset.id}`)
  }
  const left = await lookAgain(ends, model, context, () => knownIds(engine))
  if (!('version' in left)) return { ...NOT_DONE, findings: left }
  for (const update of (await historyOf(target.name, engine)) ?? []) await record.add(updateWords(update))
  const removed = await removeTarget(one, left, engine)
  if (removed.done) await record.add('verified that none of our access is left; removed the stack')
  return { ...removed, record: record.path }
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

/** Reads again until nothing of the client shows; what still shows is reported and the stack stays. */
async function lookAgain(
  ends: DesiredClient,
  model: Model,
  context: RunContext,
  known: () => Promise<IdsInState>,
): Promise<Inventory | readonly Finding[]> {
  for (let look = 1; ; look += 1) {
    const inventory = await readLive({ clients: [ends], model }, context, known)
    if (!('version' in inventory) || isClientInOrder(ends, inventory)) return inventory
    if (look === LOOKS) return [finding('OFFBOARD_STILL_THERE', stillThere(ends, inventory))]
    await sleep(PAUSE_MS)
  }
}

function stillThere({ slug, ends, assets }: DesiredClient, inventory: Inventory) {
  const related = (ends?.relations ?? [])
    .filter((business) => inventory.relations?.[business] !== 'none')
    .map((business) => `the Business ${business} among our clients`)
  const shown = assets.filter(({ id }) => inventory.assets[id]?.state === 'present').map(({ id }) => id)
  return { client: slug, what: [...related, ...shown].join(', ') || 'some of it' }
}

/** Oldest first. Removing a stack removes its history, so the record keeps what was applied when. */
async function historyOf(name: string, engine: EngineSettings): Promise<StackUpdate[] | undefined> {
  try {
    return (await stackHistory(name, engine))?.toReversed()
  } catch {
    return undefined
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
