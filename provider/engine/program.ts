import * as pulumi from '@pulumi/pulumi'
import type { DesiredClient } from '../model/desired.ts'
import type { Agency } from '../model/model.ts'
import { factsOf } from '../model/kinds.ts'
import { inputsOf, type AssetInputs } from '../resources/inputs.ts'
import { memberInputs, MEMBER_TYPE } from '../resources/member.ts'
import { shim } from '../resources/shim.js'

/** A resource of ours. Only its natural key names it, so no rename can delete a grant that should stay. */
class AccessResource extends pulumi.dynamic.Resource {
  constructor(type: string, name: string, inputs: object) {
    super(shim, name, { ...inputs }, {}, 'metagrant', type)
  }
}

/** The Pulumi program of a client's stack: one resource for each asset. */
export function clientProgram(client: DesiredClient): () => Promise<void> {
  return async () => {
    for (const asset of client.assets)
      new AccessResource(factsOf(asset.kind).resourceType, asset.id, inputsOf(client, asset))
  }
}

/** A program that also declares assets as the state has them, for a run that must not touch them. */
export function withKept(program: () => Promise<void>, kept: readonly AssetInputs[]): () => Promise<void> {
  return async () => {
    await program()
    for (const inputs of kept) new AccessResource(factsOf(inputs.kind).resourceType, inputs.asset, inputs)
  }
}

/** The Pulumi program of the stack "agency": one resource for each of our people and system users. */
export function agencyProgram(agency: Agency): () => Promise<void> {
  return async () => {
    for (const inputs of memberInputs(agency)) {
      new AccessResource(
        inputs.systemUser ? MEMBER_TYPE.systemUser : MEMBER_TYPE.person,
        inputs.principal,
        inputs,
      )
    }
  }
}
