import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { PROVIDER_KEY } from '../resources/engine-props.ts'
import { isOurs } from './urn.ts'
import { WHOLE_DEPLOYMENT } from './whole-deployment.ts'

/**
 * Whether the state of a stack needed mending and is mended; a state that cannot be read or written is left to its run.
 */
export async function mendedState(stack: Stack): Promise<boolean> {
  try {
    return await restoreProviderKeys(stack)
  } catch {
    return false
  }
}

/**
 * Puts the provider's code back into the properties of each resource of ours that was saved without it; its inputs
 * hold it too. Without it the engine can neither refresh nor delete the resource ("code must be a string"). Earlier
 * versions saved a member so whose change was refused. Returns whether the state was mended; the engine's lock keeps
 * another run out while it is written.
 */
async function restoreProviderKeys(stack: Stack): Promise<boolean> {
  const exported = await stack.exportStack()
  const deployment = WHOLE_DEPLOYMENT.safeParse(exported.deployment).data
  if (deployment === undefined) return false
  let mended = false
  const resources = deployment.resources.map((one) => {
    const code = one.inputs[PROVIDER_KEY]
    if (!isOurs(one) || code === undefined || PROVIDER_KEY in one.outputs) return one
    mended = true
    return { ...one, outputs: { ...one.outputs, [PROVIDER_KEY]: code } }
  })
  if (mended) await stack.importStack({ ...exported, deployment: { ...deployment, resources } })
  return mended
}
