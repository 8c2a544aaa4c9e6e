import type { EngineSettings } from '../../../../provider/engine/engine-settings.ts'
import { runTarget } from '../../../../provider/engine/run-target.ts'
import { previewStack } from '../../../../provider/engine/run.ts'
import type { Target } from '../../../../provider/engine/target.ts'
import { urnOf } from '../../../../provider/engine/urn.ts'
import { openStack } from '../../../../provider/engine/open-stack.ts'
import type { Inventory } from '../../../../provider/inventory/inventory.ts'
import type { AssetInputs } from '../../../../provider/resources/inputs.ts'
import type { MemberInputs } from '../../../../provider/resources/member.ts'
import { withEngine } from '../../../../provider/runs/wiring/engine.ts'

type Inputs = AssetInputs | MemberInputs

/** A resource as an earlier run would have kept it. */
export type Kept = { readonly inputs: Inputs; readonly outputs: Inputs }

/** The engine without the policy pack, on the repository at `root`. */
export async function engineAt(root: string): Promise<EngineSettings> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
  const now = () => new Date('2026-11-24T12:00:00Z')
  const engine = await withEngine({ root, env, now, progress: () => undefined, withoutPack: true })
  if ('code' in engine) throw new Error(engine.code)
  return engine
}

/** The text of the shim, which the engine's host adds to each resource. `target` needs one resource. */
export async function codeOf(target: Target, inventory: Inventory, engine: EngineSettings): Promise<unknown> {
  const { run } = await runTarget(target, inventory, engine, previewStack)
  return run.steps[0]?.new?.['__provider']
}

/** Puts resources into the state of a stack, as `pulumi stack import` does. */
export async function keep(
  stack: string,
  resources: readonly Kept[],
  code: unknown,
  engine: EngineSettings,
): Promise<void> {
  const start = `urn:pulumi:${stack}::metagrant::pulumi:`
  const root = { urn: `${start}pulumi:Stack::metagrant-${stack}`, custom: false, type: 'pulumi:pulumi:Stack' }
  const host = {
    urn: `${start}providers:pulumi-nodejs::default`,
    custom: true,
    id: 'one',
    type: 'pulumi:providers:pulumi-nodejs',
  }
  const ours = resources.map(({ inputs, outputs }) => {
    const urn = urnOf(stack, inputs)
    return {
      urn,
      custom: true,
      id: inputs.resource === 'asset' ? inputs.asset : inputs.principal,
      type: urn.split('::').at(-2),
      inputs: { ...inputs, __provider: code },
      outputs: { ...outputs, __provider: code },
      parent: root.urn,
      provider: `${host.urn}::${host.id}`,
    }
  })
  const manifest = { time: '2026-11-24T12:00:00Z', magic: '', version: '' }
  const opened = await openStack(stack, async () => undefined, engine, '')
  await opened.importStack({ version: 3, deployment: { manifest, resources: [root, host, ...ours] } })
}
