import type { ManagedAsset } from '../plan/change.ts'
import { factsOf } from '../model/kinds.ts'
import type { AssetInputs } from '../resources/inputs.ts'
import { MEMBER_TYPE, type MemberInputs } from '../resources/member.ts'
import { PROJECT } from './workspace.ts'

const OUR_TYPE = /^pulumi-nodejs:dynamic\/metagrant:/

/** Whether a resource is one of ours, and not the stack or the engine's host. */
export function isOurs({ urn }: { readonly urn: string }): boolean {
  return OUR_TYPE.test(urn.split('::').at(-2) ?? '')
}

/** The name of a resource: an asset's id, an e-mail, a system user's name. */
export function nameOf(inputs: AssetInputs | MemberInputs): string {
  return inputs.resource === 'asset' ? inputs.asset : inputs.principal
}

/**
 * The URN of one of our resources. Source: FACT (run on the engine),
 * `urn:pulumi:<stack>::<project>::<type>::<name>`.
 */
export function urnOf(stack: string, inputs: AssetInputs | MemberInputs): string {
  if (inputs.resource === 'asset') return urnFrom(stack, factsOf(inputs.kind).resourceType, inputs.asset)
  return urnFrom(stack, inputs.systemUser ? MEMBER_TYPE.systemUser : MEMBER_TYPE.person, inputs.principal)
}

/** The URNs of assets in a stack, and of the stack itself: nothing can be created in it unless it is a target, too. */
export function urnsOf(stack: string, assets: readonly ManagedAsset[]): string[] {
  return [
    `urn:pulumi:${stack}::${PROJECT}::pulumi:pulumi:Stack::${PROJECT}-${stack}`,
    ...assets.map(({ kind, id }) => urnFrom(stack, factsOf(kind).resourceType, id)),
  ]
}

function urnFrom(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::${PROJECT}::pulumi-nodejs:dynamic/metagrant:${type}::${name}`
}
