import type { EngineSettings } from './engine-settings.ts'
import { openStack } from './workspace.ts'

/** The key that the Node host adds to a dynamic resource's inputs: its provider's code. */
const HOST_KEY = '__provider'

type Kept = { readonly urn: string; readonly inputs?: Readonly<Record<string, unknown>> }

/**
 * The inputs of each resource of a stack when it was last applied, by the resource's name. Source: FACT (run on the
 * engine), the checkpoint that `pulumi stack export` prints.
 */
export async function keptInputs(
  stack: string,
  engine: EngineSettings,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const opened = await openStack(stack, async () => undefined, engine, '')
  const { deployment } = await opened.exportStack()
  const { resources = [] } = deployment as { readonly resources?: readonly Kept[] }
  return new Map(
    resources.map(({ urn, inputs = {} }) => {
      const { [HOST_KEY]: _code, ...own } = inputs
      return [urn.split('::').at(-1) ?? urn, own]
    }),
  )
}
