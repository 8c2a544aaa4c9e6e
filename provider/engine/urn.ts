import type { ManagedAsset } from '../plan/change.ts'
import { factsOf } from '../model/kinds.ts'
import { PROJECT } from './workspace.ts'

/**
 * The URNs of assets in a stack, and of the stack itself, which must be a target too before anything can be created in
 * it. Source: FACT (run on the engine), `urn:pulumi:<stack>::<project>::<type>::<name>`.
 */
export function urnsOf(stack: string, assets: readonly ManagedAsset[]): string[] {
  const start = `urn:pulumi:${stack}::${PROJECT}`
  return [
    `${start}::pulumi:pulumi:Stack::${PROJECT}-${stack}`,
    ...assets.map(
      ({ kind, id }) => `${start}::pulumi-nodejs:dynamic/metagrant:${factsOf(kind).resourceType}::${id}`,
    ),
  ]
}
