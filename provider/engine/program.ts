import * as pulumi from '@pulumi/pulumi'
import type { DesiredClient } from '../model/desired.ts'
import type { Agency } from '../model/model.ts'
import { factsOf } from '../model/kinds.ts'
import { inputsOf } from '../resources/inputs.ts'
import { MEMBER_TYPE, type MemberInputs } from '../resources/member.ts'
import { shim } from '../resources/shim.js'

/** A resource of ours: named by its natural key only, so that no rename can delete a grant it means to keep. */
class Access extends pulumi.dynamic.Resource {
  constructor(type: string, name: string, inputs: object) {
    super(shim, name, { ...inputs }, {}, 'metagrant', type)
  }
}

/** The Pulumi program of a client's stack: one resource for each asset. */
export function clientProgram(client: DesiredClient): () => Promise<void> {
  return async () => {
    for (const asset of client.assets)
      new Access(factsOf(asset.kind).resourceType, asset.id, inputsOf(client, asset))
  }
}

/** The Pulumi program of the stack "agency": one resource for each of our people and system users. */
export function agencyProgram(agency: Agency): () => Promise<void> {
  return async () => {
    for (const inputs of memberInputs(agency)) {
      new Access(inputs.systemUser ? MEMBER_TYPE.systemUser : MEMBER_TYPE.person, inputs.principal, inputs)
    }
  }
}

/** agency.yaml -> the inputs of the stack "agency". */
export function memberInputs(agency: Agency): MemberInputs[] {
  const common = { resource: 'member', agencyBusiness: agency.business, agencyName: agency.name } as const
  return [
    ...agency.people.map(({ email, businessRole }) => ({
      ...common,
      principal: email,
      systemUser: false,
      role: businessRole,
    })),
    ...agency.systemUsers.map(({ name, role }) => ({ ...common, principal: name, systemUser: true, role })),
  ]
}
