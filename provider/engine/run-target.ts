import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Failure } from '../resources/failure.ts'
import { hasBegun, withBegun } from './begun.ts'
import { engineOf } from './engine-call.ts'
import type { EngineSettings } from './engine-settings.ts'
import { isErrorOfAnother } from './error-of-another.ts'
import { foreignCode } from './foreign-code.ts'
import { begunIn, deploymentOf } from './kept-state.ts'
import { openLifeline } from './lifeline.ts'
import { holdsLock } from './lock.ts'
import { makeRunFolder } from './run-folder.ts'
import { engineFailure, type EngineRun } from './run.ts'
import { sideBySide } from './side-by-side.ts'
import type { Target } from './target.ts'
import { openStack } from './open-stack.ts'
import { metaVariables } from './engine-env.ts'
import { backendOf } from './workspace.ts'
import { mendedState } from './provider-keys.ts'

type RanTarget = { readonly run: EngineRun; readonly failures: readonly Failure[] }

const runs = sideBySide()

/**
 * Runs the engine on a stack. The run's folder stays until its failures are read. A stack that cannot be opened is a
 * failed run.
 */
export async function runTarget(
  target: Pick<Target, 'name' | 'program' | 'inputs'>,
  inventory: Inventory,
  engine: EngineSettings,
  work: (stack: Stack, policyPacks: readonly string[], prepare: () => Promise<void>) => Promise<EngineRun>,
): Promise<RanTarget> {
  const { name, program } = target
  const { stop } = engine
  try {
    await using parts = new AsyncDisposableStack()
    const folder = parts.use(await makeRunFolder(inventory))
    const backend = await backendOf(engine)
    const mayWrite = async () => stop?.aborted !== true && holdsLock(name, backend, engineOf(folder.path))
    parts.use(await openLifeline(folder.path, { mayWrite, environment: metaVariables(engine.env) }))
    const kept = await deploymentOf(name, engine)
    const foreign = kept === undefined ? [] : foreignCode(name, begunIn(kept))
    if (foreign.length > 0) return { run: failedRun(...foreign), failures: [] }
    const stack = await openStack(name, program, engine, folder.path)
    const prepare = async () => (hasBegun(kept) ? keepBegun(stack) : undefined)
    const once = () => work(stack, engine.policyPacks, prepare)
    const run = await runs.together(once)
    const failures = await folder.failures()
    if (run.ok) return { run, failures }
    if (stop?.aborted === true) return stoppedRun(name, failures)
    if (failures.length > 0) return { run, failures }
    // Only the engine itself failed.
    if (isErrorOfAnother(run, target))
      return { run: await runs.alone(once), failures: await folder.failures() }
    return (await mendedState(stack))
      ? { run: await runs.together(once), failures: await folder.failures() }
      : { run, failures }
  } catch (error) {
    return { run: failedRun(engineFailure(name, error)), failures: [] }
  }
}

function failedRun(...findings: readonly Finding[]): EngineRun {
  return { steps: [], findings, refusals: [], ok: false }
}

/** A run that somebody stopped: what was not begun is no failure of its own. */
function stoppedRun(stack: string, failures: readonly Failure[]): RanTarget {
  return {
    run: failedRun(finding('RUN_STOPPED', { stack, where: 'what had begun is finished' })),
    failures: failures.filter(({ finding: { code } }) => code !== 'RUN_OVER'),
  }
}

/** Writes into the state what a dead run had begun, for the engine itself takes up nothing of it. */
async function keepBegun(stack: Stack): Promise<void> {
  const exported = await stack.exportStack()
  await stack.importStack({ ...exported, deployment: withBegun(exported.deployment) })
}
