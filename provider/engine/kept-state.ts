import { ownProps } from '../resources/engine-props.ts'
import type { EngineSettings } from './engine-settings.ts'
import { withBegun } from './begun.ts'
import { DEPLOYMENT, deploymentInFile, type Deployment } from './state-file.ts'
import { isOurs } from './urn.ts'
import { backendOf, lookAtStack, stackSizes } from './workspace.ts'

type KeptProps = Readonly<Record<string, unknown>>

/** One resource of a stack as the last run left it, without what belongs to the engine's host. */
export type KeptResource = {
  readonly urn: string
  readonly name: string
  readonly inputs: KeptProps
  readonly outputs: KeptProps
}

/** The state of a stack. */
export type KeptState = {
  readonly resources: readonly KeptResource[]
  /** Only the engine itself knows what these mean: half-replaced resources. */
  readonly needsEngine: boolean
}

/**
 * The state of a stack; undefined when there is no such stack. A file back end's own file is read as it is, in a
 * millisecond; every other back end is asked through the engine, in about a second. Throws what the engine throws.
 */
export async function keptState(stack: string, engine: EngineSettings): Promise<KeptState | undefined> {
  const deployment = await deploymentOf(stack, engine)
  return deployment === undefined ? undefined : stateFrom(begunIn(deployment))
}

/** The same with all resources, and with what belongs to the engine's host. */
export async function deploymentOf(stack: string, engine: EngineSettings): Promise<Deployment | undefined> {
  const inFile = await deploymentInFile(stack, await backendOf(engine))
  if (inFile !== 'ask the engine') return inFile === 'none' ? undefined : inFile
  if (!(await stackSizes(engine)).has(stack)) return undefined
  const { deployment } = await (await lookAtStack(stack, engine)).exportStack()
  return DEPLOYMENT.parse(deployment ?? {})
}

/** A deployment with what a dead run had begun. */
export function begunIn(deployment: Deployment): Deployment {
  return DEPLOYMENT.parse(withBegun(deployment))
}

function stateFrom({ resources }: Deployment): KeptState {
  const ours = resources.filter(isOurs)
  return {
    resources: ours.map(({ urn, inputs, outputs }) => ({
      urn,
      name: urn.split('::').at(-1) ?? urn,
      inputs: ownProps(inputs),
      outputs: ownProps(outputs),
    })),
    needsEngine: ours.some((one) => one.delete || one.taint),
  }
}
