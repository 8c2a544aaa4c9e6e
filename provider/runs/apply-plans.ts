import type { FindingCode } from '../findings/catalogue.ts'
import { applyTarget, type AppliedTarget } from '../engine/apply-target.ts'
import type { Homes } from '../engine/moves.ts'
import { releaseMoved } from '../engine/release.ts'
import { messageOf } from '../engine/history.ts'
import type { EngineSettings } from '../engine/engine-settings.ts'
import type { Finding } from '../findings/finding.ts'
import { isOfRun, onceEach } from '../findings/once-each.ts'
import { inTurns } from '../inventory/in-turns.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import type { Subject } from '../plan/change.ts'
import type { Plan } from '../plan/plan.ts'
import type { Failure } from '../resources/failure.ts'
import type { RunContext } from './wiring/context.ts'
import { endClient } from './end-client.ts'
import type { JudgedPlan } from './judge-plans.ts'
import type { PlannedRun } from './plan.ts'
import { isStopped, notBegun, untilStopped } from './wiring/stop.ts'

/** The result for one stack. */
export type AppliedStack = {
  readonly stack: string
  readonly applied: boolean
  readonly digest: string
  readonly changes: number
  readonly waiting: number
  /** Path of the offboarding record of a client who left, relative to the root. */
  readonly record?: string
}

/** Engines at once: an engine and its providers keep a core busy, and Meta's budget for writes is per hour. */
const ENGINES_AT_ONCE = 2

/**
 * Applies every applicable plan: clients side by side; then those who leave, who must not take along what has moved; and
 * our own members after all of them, since a leaver's access ends before their membership. A stack that fails stops no
 * other. Results are in the order of the plans.
 */
export async function applyPlans(
  { plans, model, homes, engine }: PlannedRun,
  context: RunContext,
): Promise<{ readonly results: readonly AppliedStack[]; readonly findings: readonly Finding[] }> {
  const applicable = plans.filter((one) => one.applicable)
  const isOurs = ({ target }: JudgedPlan): boolean => target.name === AGENCY_STACK
  const isEnd = ({ target }: JudgedPlan): boolean => target.ends !== undefined
  const apply = (some: readonly JudgedPlan[]) =>
    inTurns(ENGINES_AT_ONCE, some, (one) => applyStack(one, model, context, engine))
  const clients = applicable.filter((one) => !isOurs(one))
  const { applied, released } = await untilStopped(context, async () => {
    const going = await apply(clients.filter((one) => !isEnd(one)))
    const told = isStopped(context) ? [] : await release(applicable, homes, engine)
    const ended = await apply(clients.filter(isEnd))
    return { applied: [...going, ...ended, ...(await apply(applicable.filter(isOurs)))], released: told }
  })
  const order = applicable.map(({ target }) => target.name)
  return {
    results: applied
      .map(({ result }) => result)
      .toSorted((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack)),
    findings: onceEach([...applied.flatMap(({ findings }) => findings), ...released]),
  }
}

/** Ends the old records of what the clients have taken over, also in a run that an earlier one left to finish. */
async function release(
  plans: readonly JudgedPlan[],
  homes: Homes,
  engine: EngineSettings,
): Promise<readonly Finding[]> {
  const moves = new Map(
    plans.flatMap(({ target }) =>
      target.moves.map((one) => [`${one.from} ${one.asset.kind} ${one.asset.id}`, one]),
    ),
  )
  const [first] = plans
  return first === undefined || moves.size === 0
    ? []
    : releaseMoved([...moves.values()], homes, first.inventory, engine)
}

async function applyStack(one: JudgedPlan, model: Model, context: RunContext, engine: EngineSettings) {
  const { target, plan } = one
  const { done, record, failures, findings } = await applyOne(one, model, context, engine)
  const result: AppliedStack = {
    stack: target.name,
    applied: done,
    digest: plan.digest,
    changes: plan.changes.length,
    waiting: plan.waiting.length,
    ...(record === undefined ? {} : { record }),
  }
  const untold = failures.filter((failure) => !isToldBy(plan, failure))
  return { result, findings: [...findings, ...untold.map((failure) => withPlace(failure, plan))] }
}

const REFUSALS: ReadonlySet<string> = new Set([
  'ASSET_OF_ANOTHER',
  'ASSET_NAME_UNPROVEN',
  'ASSET_OF_AGENCY',
  'ASSET_NOT_OF_AGENCY',
] satisfies FindingCode[])

/** The plan itself has told of an asset over which the file has no say. */
function isToldBy({ refused }: Plan, { asset, finding: { code } }: Failure): boolean {
  return REFUSALS.has(code) && refused.some((one) => one.asset.id === asset)
}

function applyOne(
  one: JudgedPlan,
  model: Model,
  context: RunContext,
  engine: EngineSettings,
): Promise<AppliedTarget> | AppliedTarget {
  const { target, plan, inventory, over } = one
  if (isStopped(context)) return { done: false, failures: [], findings: [notBegun(target.name)] }
  context.progress(`Applying ${target.name}`)
  if (target.ends !== undefined && !over) return endClient(one, model, context, engine)
  const needed = plan.changes.length > 0 || plan.recorded > 0
  return needed
    ? applyTarget(target, inventory, engine, messageOf(plan.digest))
    : { done: true, failures: [], findings: [] }
}

/**
 * Gives a failure its line in the files: the provider does not know it, the plan does. What stopped the whole run has no
 * line.
 */
export function withPlace({ finding: found, asset, subject }: Failure, { changes }: Plan): Finding {
  if (isOfRun(found)) return found
  const change = changes.find((one) => one.asset.id === asset && isSame(one.subject, subject))
  return change?.at === undefined ? found : { ...found, address: change.at }
}

function isSame(a: Subject, b: Subject): boolean {
  return 'partner' in a ? 'partner' in b : 'principal' in b && a.principal === b.principal
}
