import type { Inventory } from '../inventory/inventory.ts'
import { membersOf } from '../inventory/inventory.ts'
import { memberIn } from '../model/member-look.ts'
import { assetHandler } from '../resources/asset.ts'
import type { Handler } from '../resources/handler.ts'
import type { AssetInputs, AssetState } from '../resources/inputs.ts'
import { memberHandler } from '../resources/member-handler.ts'
import type { MemberInputs, MemberState } from '../resources/member.ts'
import type { Meta } from '../resources/meta.ts'
import { lookIn } from '../resources/observe.ts'
import type { KeptResource, KeptState } from './kept-state.ts'
import type { EngineStep } from './steps.ts'
import type { Target } from './target.ts'
import { nameOf, urnOf } from './urn.ts'

type Inputs = AssetInputs | MemberInputs

/**
 * The steps that a preview of the engine would report, without the engine: its rules for our resources (create what the
 * state lacks, refresh and diff what it has, delete what the program no longer declares) on the handlers that it would
 * call. Pure: `kept` is the state, `inventory` is what Meta shows. A property test compares both ways.
 */
export async function foreseenSteps(
  { name, inputs }: Pick<Target, 'name' | 'inputs'>,
  inventory: Inventory,
  kept: KeptState | undefined,
): Promise<EngineStep[]> {
  const handlerOf = handlersOn(inventory)
  const known = new Map(kept?.resources.map((one) => [one.urn, one]))
  const declared = new Set(inputs.map((one) => urnOf(name, one)))
  const steps = inputs.map(async (one): Promise<EngineStep> => {
    const before = known.get(urnOf(name, one))
    if (before === undefined) return { op: 'create', name: nameOf(one), old: undefined, new: one }
    const handler = handlerOf(one)
    const { state, old } = await refreshed(handler, before)
    const op = (await handler.differs(state, one)) ? 'update' : 'same'
    return { op, name: before.name, old, new: one }
  })
  const dropped = (kept?.resources ?? [])
    .filter(({ urn }) => !declared.has(urn))
    .map(async (before): Promise<EngineStep> => {
      const { old } = await refreshed(handlerOf(before.inputs as unknown as Inputs), before)
      return { op: 'delete', name: before.name, old, new: undefined }
    })
  return Promise.all([...steps, ...dropped])
}

type TargetHandler = Handler<Inputs, AssetState | MemberState>

async function refreshed(handler: TargetHandler, { outputs }: KeptResource) {
  const state = await handler.read(outputs as unknown as AssetState | MemberState)
  return { state, old: { ...handler.inputsSeen(state) } }
}

function handlersOn(inventory: Inventory): (inputs: Inputs) => TargetHandler {
  const members = membersOf(inventory.members)
  const asset = assetHandler(async (inputs, managed) => lookIn(inventory, inputs, managed), NO_META)
  const member = memberHandler(
    async ({ principal, systemUser }) => memberIn(members, principal, systemUser),
    NO_META,
  )
  return ({ resource }) => (resource === 'asset' ? asset : member) as unknown as TargetHandler
}

/** A plan asks Meta for nothing beyond its inventory, and writes nothing. */
const NO_META: Meta = { agency: unreachable, client: unreachable, asset: unreachable }

function unreachable(): never {
  throw new Error('Cannot ask Meta while a plan is made')
}
