import { mkdir } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import type { LocalWorkspace, LocalWorkspaceOptions, Stack } from '@pulumi/pulumi/automation/index.js'
import { mendAttributes } from './cut-attributes.ts'
import type { EngineSettings } from './engine-settings.ts'

/** The Pulumi project; every stack in it is a client or "agency". */
export const PROJECT = 'metagrant'

/** The folder of the state when PULUMI_BACKEND_URL names no other back end. */
const STATE_FOLDER = '.state'

/** The engine's own resources in each stack: the stack itself, and the provider of dynamic resources. */
const OWN_RESOURCES = 2

/** Opens an existing stack to read it; creates nothing. Throws when there is no such stack. */
export async function lookAtStack(name: string, engine: EngineSettings): Promise<Stack> {
  return (await automation()).LocalWorkspace.selectStack(
    { stackName: name, projectName: PROJECT, program: async () => undefined },
    await settingsOf(engine, '', [`locks/organization/${PROJECT}/${name}`, `history/${PROJECT}/${name}`]),
  )
}

/**
 * The existing stacks, each with its number of our resources. Source: `pulumi stack ls`, whose count includes the
 * engine's own (seen on 3.259).
 */
export async function stackSizes(engine: EngineSettings): Promise<ReadonlyMap<string, number>> {
  const workspace = await workspaceAt(engine)
  const stacks = await workspace.listStacks()
  return new Map(
    stacks.map(({ name, resourceCount }) => [name, Math.max(0, (resourceCount ?? 0) - OWN_RESOURCES)]),
  )
}

/**
 * The engine's refusal for a locked stack; undefined when it has no lock. Making a stack that is there takes its lock
 * before it fails, and changes nothing (FACT, pkg/backend/diy/backend.go of 3.259, CreateStack).
 */
export async function lockedStackText(name: string, engine: EngineSettings): Promise<string | undefined> {
  // Without a look first it would make a stack that is not there.
  await lookAtStack(name, engine)
  try {
    await (await workspaceAt(engine)).createStack(name)
    return undefined
  } catch (error) {
    if (error instanceof (await automation()).StackAlreadyExistsError) return undefined
    return String(error)
  }
}

/** Removes an empty stack with its history; a missing one is no error. The engine refuses a stack with resources. */
export async function removeStack(name: string, engine: EngineSettings): Promise<void> {
  const workspace = await workspaceAt(engine)
  const stacks = await workspace.listStacks()
  if (stacks.some((stack) => stack.name === name)) await workspace.removeStack(name)
}

/** Loading the engine's SDK takes 0.4 s, which a plan does not need. */
export function automation() {
  return import('@pulumi/pulumi/automation/index.js')
}

async function workspaceAt(engine: EngineSettings): Promise<LocalWorkspace> {
  return (await automation()).LocalWorkspace.create(await settingsOf(engine, ''))
}

/**
 * Settings of an engine run; without a run folder it may only read the state. `folders` are what the run reads of a file
 * back end beside the states.
 */
export async function settingsOf(
  engine: EngineSettings,
  runFolder: string,
  folders: readonly string[] = [],
): Promise<LocalWorkspaceOptions> {
  const backend = await backendOf(engine)
  await mendAttributes(backend, ['', `stacks/${PROJECT}`, ...folders])
  const envVars = engineEnv(engine, backend, runFolder)
  return { workDir: engine.root, pulumiCommand: await engine.command(), envVars }
}

/** The back end's URL; without a name it is a folder of the repository, which is made. */
export async function backendOf({ root, env }: EngineSettings): Promise<string> {
  const named = env['PULUMI_BACKEND_URL']
  // A workflow's variable that is not set arrives as an empty text.
  if (named !== undefined && named !== '') return named
  await mkdir(join(root, STATE_FOLDER), { recursive: true })
  return `file://${join(root, STATE_FOLDER)}`
}

function engineEnv(
  { env, root, filesRoot, today, only, keepsSteps = false }: EngineSettings,
  backend: string,
  runFolder: string,
): Record<string, string> {
  return {
    PULUMI_BACKEND_URL: backend,
    // The state holds no secret: providers read tokens from the environment at call time.
    PULUMI_CONFIG_PASSPHRASE: env['PULUMI_CONFIG_PASSPHRASE'] ?? '',
    ...backendLimits(backend),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    ...(keepsSteps ? {} : { PULUMI_SKIP_CHECKPOINTS: 'true' }),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    METAGRANT_RUN_FOLDER: runFolder,
    METAGRANT_ROOT: filesRoot ?? root,
    METAGRANT_TODAY: today,
    METAGRANT_ONLY: only === undefined ? '' : only.join(','),
    ...compileCache(),
  }
}

/**
 * The engine lists stacks in parallel, and on Postgres each of them holds one connection of a small pool while it waits
 * for another: with four stacks on two cores `pulumi stack ls` never ends (seen on 3.259).
 */
function backendLimits(backend: string): Record<string, string> {
  return /^postgres(ql)?:/.test(backend) ? { PULUMI_DIY_BACKEND_PARALLEL: '1' } : {}
}

/** The processes that the engine starts share our cache of compiled code. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir()
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }
}
