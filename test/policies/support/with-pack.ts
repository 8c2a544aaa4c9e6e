import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  LocalWorkspace,
  PulumiCommand,
  type EngineEvent,
  type PulumiFn,
} from '@pulumi/pulumi/automation/index.js'
import { REPOSITORY } from '../../../provider/setup/repository.ts'
import { agencyProgram, clientProgram } from '../../../provider/engine/program.ts'
import { readAccessFiles } from '../../../provider/files/read-access.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess, type DesiredClient } from '../../../provider/model/desired.ts'
import { findEngine } from '../../../provider/setup/engine.ts'
import { TODAY } from '../../support/scenario.ts'

/** What a run of the real engine with the policy pack came to. */
export type PackRun = {
  readonly ok: boolean
  readonly creates: number
  readonly violations: readonly {
    readonly policy: string
    readonly level: string
    readonly message: string
  }[]
  readonly errors: string
}

export type PackOptions = {
  readonly root: string
  readonly stack: string
  readonly env: NodeJS.ProcessEnv
  readonly command?: 'preview' | 'up'
  /** A program that asks for something else than the files. */
  readonly tamper?: (client: DesiredClient) => DesiredClient
  readonly program?: PulumiFn
}

/** Made once, because making it starts the engine to read its version. */
let engineCommand: Promise<PulumiCommand> | undefined

async function makeCommand(): Promise<PulumiCommand> {
  const engine = await findEngine({ project: REPOSITORY, env: process.env, say: () => undefined })
  return PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root })
}

/** Runs the stack's program with `policyPacks: [policies]` on the real engine, as the official CLI does. */
export async function runWithPack(options: PackOptions): Promise<PackRun> {
  const { root, stack: stackName, env } = options
  await mkdir(join(root, '.state'), { recursive: true })
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName, projectName: 'metagrant', program: options.program ?? (await programOf(options)) },
    {
      workDir: root,
      pulumiCommand: await (engineCommand ??= makeCommand()),
      envVars: {
        ...metaOnly(env),
        PULUMI_BACKEND_URL: `file://${root}/.state`,
        PULUMI_CONFIG_PASSPHRASE: '',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        METAGRANT_ROOT: root,
        METAGRANT_TODAY: TODAY,
      },
    },
  )
  const events: EngineEvent[] = []
  const common = {
    policyPacks: [join(root, 'policies')],
    color: 'never' as const,
    onEvent: (event: EngineEvent) => void events.push(event),
  }
  try {
    await (options.command === 'up' ? stack.up(common) : stack.preview(common))
    return resultOf(events, true, '')
  } catch (error) {
    return resultOf(events, false, String(error))
  }
}

function resultOf(events: readonly EngineEvent[], ok: boolean, errors: string): PackRun {
  return {
    ok,
    creates: events.filter(({ resOutputsEvent }) => resOutputsEvent?.metadata.op === 'create').length,
    violations: events.flatMap(({ policyEvent }) =>
      policyEvent === undefined
        ? []
        : [
            {
              policy: policyEvent.policyName,
              level: policyEvent.enforcementLevel,
              message: policyEvent.message.trim(),
            },
          ],
    ),
    errors,
  }
}

async function programOf({ root, stack, tamper }: PackOptions): Promise<PulumiFn> {
  const { files } = await readAccessFiles(root)
  const { model } = buildModel(files, TODAY)
  if (model === undefined) throw new Error('Cannot use the common files')
  if (stack === 'agency') return agencyProgram(model.agency)
  const client = model.clients.find(({ slug }) => slug === stack)
  if (client === undefined) throw new Error(`Cannot find "${stack}" in the files`)
  const desired = desiredAccess(model, client, TODAY)
  return clientProgram(tamper === undefined ? desired : tamper(desired))
}

function metaOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith('META_') && value !== undefined ? [[name, value]] : [],
    ),
  )
}
