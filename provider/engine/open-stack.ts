import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectSettings, PulumiFn, Stack } from '@pulumi/pulumi/automation/index.js'
import type { EngineSettings } from './engine-settings.ts'
import { deploymentInFile } from './state-file.ts'
import { automation, backendOf, PROJECT, settingsOf } from './workspace.ts'

/**
 * Opens a stack on its inline program; creates a new one. The engine is the `pulumi` first on PATH.
 */
export async function openStack(
  name: string,
  program: PulumiFn,
  engine: EngineSettings,
  runFolder: string,
): Promise<Stack> {
  const { LocalWorkspace, Stack: EngineStack } = await automation()
  const settings = await settingsOf(engine, runFolder, [`locks/organization/${PROJECT}/${name}`])
  const workspace = await LocalWorkspace.create({ ...settings, ...projectIn(engine.root), program })
  // The SDK starts the engine to select a stack, and once more to create a new one. Every run names its stack, so one
  // whose file is there needs neither, and one without a file needs no look. Source: @pulumi/pulumi 3.270,
  // automation/stack.js (FACT).
  const kept = await deploymentInFile(name, await backendOf(engine))
  if (typeof kept === 'object') workspace.selectStack = async () => undefined
  const stack = await (kept === 'none'
    ? EngineStack.create(name, workspace)
    : EngineStack.createOrSelect(name, workspace))
  // `up` ends with three more runs of the engine, for outputs and for the history: our stacks have no outputs, and nobody
  // reads the summary. Source: @pulumi/pulumi 3.270, automation/stack.js (FACT).
  stack.outputs = async () => ({})
  stack.info = async () => undefined
  return stack
}

/** The project of a root without one, as the SDK itself writes it for an inline program. */
function projectIn(root: string): { projectSettings?: ProjectSettings } {
  const has = ['yaml', 'yml', 'json'].some((ending) => existsSync(join(root, `Pulumi.${ending}`)))
  return has ? {} : { projectSettings: { name: PROJECT, runtime: 'nodejs', main: process.cwd() } }
}
