import { join, resolve } from 'node:path'
import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { boundedCommand } from '../../engine/bounded-command.ts'
import type { EngineSettings } from '../../engine/engine-settings.ts'
import { EngineMissing, ENGINE_VERSION, findEngine, type Engine } from '../../setup/engine.ts'
import { momentOf, type RunContext } from './context.ts'
import { REPOSITORY } from '../../setup/repository.ts'

/** The policy pack of every engine run; it reads the files of the run's own root. */
const POLICY_PACK = join(REPOSITORY, 'policies')

/** Finds the engine, or returns ENGINE_MISSING; reports progress while it takes long. */
export async function withEngine(context: RunContext): Promise<EngineSettings | Finding> {
  const { root, filesRoot, env, progress, withoutPack, stop } = context
  try {
    const engine = await findEngine({ project: REPOSITORY, env, say: progress })
    return {
      root,
      ...(filesRoot === undefined ? {} : { filesRoot }),
      ...(stop === undefined ? {} : { stop: stop.signal }),
      env,
      command: async () => boundedCommand(await commandOf(engine), env),
      policyPacks: withoutPack === true ? [] : [POLICY_PACK],
      today: momentOf(context),
    }
  } catch (error) {
    if (!(error instanceof EngineMissing)) throw error
    return finding('ENGINE_MISSING', { reason: error.message, version: ENGINE_VERSION })
  }
}

/**
 * The SDK's object of an engine. The SDK would start the program to ask for its version, with all of our environment;
 * `findEngine` has asked. It takes a version as text wherever it compares one (@pulumi/pulumi 3.270, automation, FACT).
 */
async function commandOf({ root, version }: Engine): Promise<PulumiCommand> {
  const { PulumiCommand: Command } = await import('@pulumi/pulumi/automation/index.js')
  const command = root === undefined ? 'pulumi' : resolve(root, 'bin/pulumi')
  return Object.assign(Object.create(Command.prototype) as PulumiCommand, { command, version })
}
