import { mkdir } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import {
  LocalWorkspace,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import type { Moment } from '../model/moment.ts'

/** The Pulumi project; every stack in it is a client or "agency". */
const PROJECT = 'metagrant'

/** Where a run happens: the repository's root, the environment that engine and providers see, and the engine. */
export type Place = {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly command: PulumiCommand
  /** The moment that files and policies are judged by: one for the whole run. */
  readonly today: Moment
}

/** The folder of the state when PULUMI_BACKEND_URL names no other back end. */
const STATE_FOLDER = '.state'

/** Resources of a stack that is empty: the stack itself. */
const EMPTY_STACK = 1

/**
 * Opens a stack on its inline program, making it when it is new. The engine is the `pulumi` first on PATH.
 * Checkpoints are skipped: create adopts and update converges, so a killed run loses nothing, and 900 creates take 7 s
 * instead of 100 s (docs/decisions.md, "State").
 */
export async function openStack(
  name: string,
  program: PulumiFn,
  place: Place,
  runFolder: string,
): Promise<Stack> {
  const backend = await backendOf(place)
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, projectName: PROJECT, program },
    { workDir: place.root, pulumiCommand: place.command, envVars: engineEnv(place, backend, runFolder) },
  )
}

/** The stacks that hold resources, by name. Source: `pulumi stack ls`, whose count includes the stack itself. */
export async function stacksInUse(place: Place): Promise<string[]> {
  const backend = await backendOf(place)
  const workspace = await LocalWorkspace.create({
    workDir: place.root,
    pulumiCommand: place.command,
    envVars: engineEnv(place, backend, ''),
  })
  const stacks = await workspace.listStacks()
  return stacks.filter(({ resourceCount }) => (resourceCount ?? 0) > EMPTY_STACK).map(({ name }) => name)
}

async function backendOf({ root, env }: Place): Promise<string> {
  const named = env['PULUMI_BACKEND_URL']
  if (named !== undefined) return named
  await mkdir(join(root, STATE_FOLDER), { recursive: true })
  return `file://${join(root, STATE_FOLDER)}`
}

function engineEnv({ env, root, today }: Place, backend: string, runFolder: string): Record<string, string> {
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
    METAGRANT_ROOT: root,
    METAGRANT_TODAY: today,
    ...compileCache(),
  }
}

/** The processes that the engine starts share our cache of compiled code. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir()
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }
}
