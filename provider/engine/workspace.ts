import { mkdir } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import {
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import type { Moment } from '../model/moment.ts'

/** The Pulumi project; every stack in it is a client or "agency". */
export const PROJECT = 'metagrant'

/** Where a run happens: the repository's root, the environment that engine and providers see, and the engine. */
export type Place = {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly command: PulumiCommand
  /** Folders of the policy packs that the engine holds every run against. */
  readonly policyPacks: readonly string[]
  /** The folder whose access/ the policy pack judges; the root itself unless an edit is only tried out. */
  readonly filesRoot?: string
  /** The resources that a run is aimed at, by name; the pack judges no other, for the engine leaves those as they are. */
  readonly only?: readonly string[]
  /** The moment that files and policies are judged by: one for the whole run. */
  readonly today: Moment
}

/** The folder of the state when PULUMI_BACKEND_URL names no other back end. */
const STATE_FOLDER = '.state'

/** Resources of the engine's own in a stack of ours: the stack itself, and the provider of dynamic resources. */
const OWN_RESOURCES = 2

/**
 * Opens a stack on its inline program, making it when it is new. The engine is the `pulumi` first on PATH.
 * Checkpoints are skipped: create adopts and update converges, so a killed run loses nothing, and 900 creates take 7 s
 * instead of 100 s (decisions "State").
 */
export async function openStack(
  name: string,
  program: PulumiFn,
  place: Place,
  runFolder: string,
): Promise<Stack> {
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, projectName: PROJECT, program },
    await settingsOf(place, runFolder),
  )
}

/** A stack that is there, only to look at it: nothing is made. Throws when it is not. */
export async function lookAtStack(name: string, place: Place): Promise<Stack> {
  return LocalWorkspace.selectStack(
    { stackName: name, projectName: PROJECT, program: async () => undefined },
    await settingsOf(place, ''),
  )
}

/**
 * The stacks there are, each with how many resources of ours it holds. Source: `pulumi stack ls`, whose count includes
 * the engine's own (seen on 3.259).
 */
export async function stackSizes(place: Place): Promise<ReadonlyMap<string, number>> {
  const workspace = await workspaceAt(place)
  const stacks = await workspace.listStacks()
  return new Map(
    stacks.map(({ name, resourceCount }) => [name, Math.max(0, (resourceCount ?? 0) - OWN_RESOURCES)]),
  )
}

/** Removes a stack that is empty, with its history; one that is gone already is fine. The engine refuses a full one. */
export async function removeStack(name: string, place: Place): Promise<void> {
  const workspace = await workspaceAt(place)
  const stacks = await workspace.listStacks()
  if (stacks.some((stack) => stack.name === name)) await workspace.removeStack(name)
}

async function workspaceAt(place: Place): Promise<LocalWorkspace> {
  return LocalWorkspace.create(await settingsOf(place, ''))
}

/** How the engine is run at a place; without a run's folder it may look at the state, and nothing more. */
async function settingsOf(place: Place, runFolder: string): Promise<LocalWorkspaceOptions> {
  const envVars = engineEnv(place, await backendOf(place), runFolder)
  return { workDir: place.root, pulumiCommand: place.command, envVars }
}

async function backendOf({ root, env }: Place): Promise<string> {
  const named = env['PULUMI_BACKEND_URL']
  // A workflow's variable that is not set arrives as an empty text.
  if (named !== undefined && named !== '') return named
  await mkdir(join(root, STATE_FOLDER), { recursive: true })
  return `file://${join(root, STATE_FOLDER)}`
}

function engineEnv(
  { env, root, filesRoot, today, only }: Place,
  backend: string,
  runFolder: string,
): Record<string, string> {
  const meta = Object.entries(env).filter(([name, value]) => name.startsWith('META_') && value !== undefined)
  return {
    ...(Object.fromEntries(meta) as Record<string, string>),
    PULUMI_BACKEND_URL: backend,
    // The state holds no secret: tokens are taken from the environment at call time.
    PULUMI_CONFIG_PASSPHRASE: env['PULUMI_CONFIG_PASSPHRASE'] ?? '',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_SKIP_CHECKPOINTS: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    METAGRANT_RUN_FOLDER: runFolder,
    METAGRANT_ROOT: filesRoot ?? root,
    METAGRANT_TODAY: today,
    METAGRANT_ONLY: only === undefined ? '' : only.join(','),
    ...compileCache(),
  }
}

/** The processes that the engine starts share our cache of compiled code. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir()
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }
}
