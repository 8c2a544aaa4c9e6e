import { memberInputs } from '../../../provider/resources/member.ts'
import type { EngineResource } from '../../../policies/declared.ts'
import { buildModel, type BuiltModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import type { Model } from '../../../provider/model/model.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import { factsOf } from '../../../provider/model/kinds.ts'
import { inputsOf } from '../../../provider/resources/inputs.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'

export const DYNAMIC = 'pulumi-nodejs:dynamic/metagrant:'

/** The example agency with the text of some files changed. */
export function exampleWith(changes: Readonly<Record<string, (text: string) => string>> = {}): {
  readonly files: readonly RawFile[]
  readonly built: BuiltModel
  readonly model: Model
} {
  const example = exampleFiles()
  const strange = Object.keys(changes).find((changed) => !example.some(({ path }) => path === changed))
  if (strange !== undefined) throw new Error(`Cannot change "${strange}" as the example has no such file`)
  const files = example.map(({ path, bytes }) => {
    const change = changes[path]
    return change === undefined ? { path, bytes } : fileOf(path, change(new TextDecoder().decode(bytes)))
  })
  const built = buildModel(files, TODAY)
  if (built.model === undefined) throw new Error('The common files cannot be used')
  return { files, built, model: built.model }
}

/** Every resource that the programs of the model's stacks make, as the engine hands them on. */
export function resourcesOf(model: Model): EngineResource[] {
  const clients = model.clients.flatMap((client) => {
    const desired = desiredAccess(model, client, TODAY)
    return desired.assets.map((asset) => ({
      stack: client.slug,
      type: `${DYNAMIC}${factsOf(asset.kind).resourceType}`,
      name: asset.id,
      inputs: asJson({ ...inputsOf(desired, asset), __provider: 'the code' }),
    }))
  })
  const members = memberInputs(model.agency).map((inputs) => ({
    stack: 'agency',
    type: `${DYNAMIC}${inputs.systemUser ? 'SystemUser' : 'BusinessMember'}`,
    name: inputs.principal,
    inputs: asJson({ ...inputs, __provider: 'the code' }),
  }))
  return [...clients, ...members]
}

function asJson(value: object): EngineResource['inputs'] {
  return JSON.parse(JSON.stringify(value)) as EngineResource['inputs']
}
