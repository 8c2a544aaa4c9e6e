import { join } from 'node:path'
import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { boundedCommand, quietMsFrom } from '../../engine/bounded-command.ts'
import type { EngineSettings } from '../../engine/engine-settings.ts'
import { EngineMissing, ENGINE_VERSION, findEngine } from '../../setup/engine.ts'
import { momentOf, type RunContext } from './context.ts'
import { REPOSITORY } from '../../setup/repository.ts'

/** The policy pack of every engine run; it reads the files of the run's own root. */
const POLICY_PACK = join(REPOSITORY, 'policies')

/** By engine folder, because making a command starts the engine to read its version. */
const commands = new Map<string | undefined, Promise<PulumiCommand>>()

/** Finds the engine, or returns ENGINE_MISSING; reports progress while it takes long. */
export async function withEngine(context: RunContext): Promise<EngineSettings | Finding> {
  const { root, filesRoot, env, progress, withoutPack } = context
  try {
    const engine = await findEngine({ project: REPOSITORY, env, say: progress })
    return {
      root,
      ...(filesRoot === undefined ? {} : { filesRoot }),
      env,
      command: async () => boundedCommand(await commandIn(engine.root), quietMsFrom(env)),
      policyPacks: withoutPack === true ? [] : [POLICY_PACK],
      today: momentOf(context),
    }
  } catch (error) {
    if (!(error instanceof EngineMissing)) throw error
    return finding('ENGINE_MISSING', { reason: error.message, version: ENGINE_VERSION })
  }
}

async function commandIn(root: string | undefined): Promise<PulumiCommand> {
  const known = commands.get(root) ?? makeCommand(root)
  commands.set(root, known)
  return known
}

async function makeCommand(root: string | undefined): Promise<PulumiCommand> {
  const { PulumiCommand: Command } = await import('@pulumi/pulumi/automation/index.js')
  return Command.get(root === undefined ? {} : { root })
}
