import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Plan } from '../plan/plan.ts'
import { refusalFinding } from '../plan/refusal-finding.ts'
import { titleOf } from '../plan/titles.ts'
import type { AssetInputs } from '../resources/inputs.ts'
import type { EngineSettings } from './engine-settings.ts'
import { foreseenSteps } from './foreseen.ts'
import { keptState } from './kept-state.ts'
import { droppedAssets, quietSteps, type StackPlan } from './plan-of.ts'
import { runTarget } from './run-target.ts'
import { engineFailure, previewStack, type EngineRun } from './run.ts'
import { staying, type Target } from './target.ts'

/** The result of planning one stack; without a plan, the findings say why. */
export type PreviewedTarget = {
  readonly made: StackPlan | undefined
  readonly findings: readonly Finding[]
  /** Refusals by the policy pack. */
  readonly refusals: readonly Finding[]
  /** The plan was made from this inventory; apply must use the same. */
  readonly inventory: Inventory
}

/** Reads dropped assets that the inventory lacks. */
export type ReadDropped = (dropped: readonly AssetInputs[]) => Promise<Inventory | readonly Finding[]>

/**
 * The plan of one stack from its state, the files and the inventory; without a plan, a finding says why. The engine
 * itself previews only what it alone can judge, such as a state that a dead run left. It has the last word all the same:
 * an apply runs it with the policy pack.
 */
export async function previewTarget(
  target: Target,
  inventory: Inventory,
  engine: EngineSettings,
  readDropped: ReadDropped,
): Promise<PreviewedTarget> {
  const run = await stepsFor(target, inventory, engine)
  const { refusals } = run
  if (!run.ok) return { made: undefined, findings: run.findings, refusals, inventory }
  const complete = await readDropped(droppedAssets(staying(target, run.steps)))
  if (!('version' in complete)) return { made: undefined, findings: complete, refusals, inventory }
  const made = target.planOf(run.steps, complete)
  const findings = [...run.findings, ...foundIn(made.plan), ...made.doubts]
  return { made, findings, refusals, inventory: complete }
}

async function stepsFor(target: Target, inventory: Inventory, engine: EngineSettings): Promise<EngineRun> {
  try {
    const kept = await keptState(target.name, engine)
    if (kept?.needsEngine === true) return (await runTarget(target, inventory, engine, previewStack)).run
    return { steps: await foreseenSteps(target, inventory, kept), findings: [], refusals: [], ok: true }
  } catch (error) {
    return { steps: [], findings: [engineFailure(target.name, error)], refusals: [], ok: false }
  }
}

/** The plan of a stack whose state need not be read because nothing differs. */
export function quietPlan(target: Target, inventory: Inventory): PreviewedTarget {
  const made = target.planOf(quietSteps(target.inputs), inventory)
  return { made, findings: [...foundIn(made.plan), ...made.doubts], refusals: [], inventory }
}

/** What could not be looked at, and assets that are not what the file says. */
function foundIn({ stack, unknown, refused }: Plan): Finding[] {
  return [
    ...unknown.map(({ asset, message, at }) =>
      finding('ASSET_UNKNOWN_NOW', { subject: titleOf(asset), message }, at),
    ),
    ...refused.map(({ asset, because, at }) => refusalFinding(stack, asset, because, at)),
  ]
}
