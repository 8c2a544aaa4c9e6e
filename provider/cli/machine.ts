import { join } from 'node:path'
import type { Machine } from '../doctor/machine.ts'
import { AGENCY_TOKEN, clientTokenVariable } from '../graph/connect.ts'
import { ENGINE_VERSION } from '../setup/engine.ts'
import { missingIn } from '../setup/engine-files.ts'
import { engineOnPath } from '../setup/engine-on-path.ts'
import type { Context } from './context.ts'
import type { Loaded } from './load.ts'
import { REPOSITORY } from './repository.ts'

const NODE_WANTED = 24

/** Looks at the machine: nothing is fetched or built, and no token is shown. */
export async function lookAtMachine({ env }: Context, { model, findings, policy }: Loaded): Promise<Machine> {
  const byToken = (model?.clients ?? []).filter(({ clientSide }) => clientSide === 'by-token')
  const variables = [AGENCY_TOKEN, ...byToken.map(({ slug }) => clientTokenVariable(env, slug))]
  return {
    node: Number(process.versions.node.split('.')[0]),
    nodeWanted: NODE_WANTED,
    engineMissing: await engineMissing(env),
    files: [...findings, ...policy].filter(({ severity }) => severity === 'error'),
    tokens: [...new Set(variables)].map((variable) => ({
      variable,
      set: (env[variable] ?? '').trim() !== '',
      findings: [],
    })),
  }
}

async function engineMissing(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const onPath = await engineOnPath(env, ENGINE_VERSION)
  if (typeof onPath !== 'string') return undefined
  const missing = await missingIn([join(REPOSITORY, '.tools', 'pulumi', ENGINE_VERSION, 'bin')])
  return missing === undefined ? undefined : onPath
}
