import { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Place } from '../engine/workspace.ts'
import { EngineMissing, ENGINE_VERSION, findEngine } from '../setup/engine.ts'
import { momentOf, type Context } from './context.ts'
import { REPOSITORY } from './repository.ts'

/** Finds the engine, or says that there is none; what takes long is told while it happens. */
export async function withEngine(context: Context): Promise<Place | Finding> {
  const { root, filesRoot, env, output } = context
  try {
    const engine = await findEngine({ project: REPOSITORY, env, say: output.progress })
    const command = await PulumiCommand.get(engine.root === undefined ? {} : { root: engine.root })
    return { root, ...(filesRoot === undefined ? {} : { filesRoot }), env, command, today: momentOf(context) }
  } catch (error) {
    if (!(error instanceof EngineMissing)) throw error
    return finding('ENGINE_MISSING', { reason: error.message, version: ENGINE_VERSION })
  }
}
