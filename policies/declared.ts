import { memberInputs } from '../provider/resources/member.ts'
import { isDeepStrictEqual } from 'node:util'
import { finding } from '../provider/findings/catalogue.ts'
import type { Finding } from '../provider/findings/finding.ts'
import { brief, listed } from '../provider/findings/phrases.ts'
import { desiredOnce } from './desired-once.ts'
import { factsOf } from '../provider/model/kinds.ts'
import type { Model } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'
import { AGENCY_STACK } from '../provider/model/stacks.ts'
import { inputsOf, type AssetInputs } from '../provider/resources/inputs.ts'
import { MEMBER_TYPE, type MemberInputs } from '../provider/resources/member.ts'

/** A resource as the engine passes it to a policy: the parts of its URN, and its inputs. */
export type EngineResource = {
  readonly stack: string
  readonly type: string
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
}

type Declared = AssetInputs | MemberInputs

const DYNAMIC = 'pulumi-nodejs:dynamic/metagrant:'

/** What every Node program of Pulumi holds besides its resources. */
const FRAME: ReadonlySet<string> = new Set(['pulumi:pulumi:Stack', 'pulumi:providers:pulumi-nodejs'])

/** The key that the Node host adds to a dynamic resource's inputs: its provider's code. */
const HOST_KEY = '__provider'

/** The inputs that the files declare for a resource's stack, type and name. */
export function declaredIn(
  model: Model,
  { stack, type, name }: EngineResource,
  today: Moment,
): Declared | undefined {
  if (stack === AGENCY_STACK) {
    const member = memberInputs(model.agency).find(({ principal }) => principal === name)
    const wanted = member?.systemUser === true ? MEMBER_TYPE.systemUser : MEMBER_TYPE.person
    return type === `${DYNAMIC}${wanted}` ? member : undefined
  }
  const client = model.clients.find(({ slug }) => slug === stack)
  if (client === undefined) return undefined
  const desired = desiredOnce(model, client, today)
  const asset = desired.assets.find(({ id }) => id === name)
  return asset !== undefined && type === `${DYNAMIC}${factsOf(asset.kind).resourceType}`
    ? inputsOf(desired, asset)
    : undefined
}

/**
 * How a resource differs from the files. The rules judge the files, so a program must not pass when it asks for more,
 * or for anything else.
 */
export function differenceOf(resource: EngineResource, declared: Declared | undefined): Finding | undefined {
  const { type, name, inputs } = resource
  if (FRAME.has(type)) return undefined
  const what = `${brief(type.startsWith(DYNAMIC) ? type.slice(DYNAMIC.length) : type)} ${brief(name)}`
  if (declared === undefined)
    return finding('matches-the-files', { resource: what, difference: 'they declare no such resource' })
  const files = new Map(Object.entries(declared))
  const keys = new Set([...Object.keys(inputs), ...files.keys()])
  const other = [...keys].filter((key) => key !== HOST_KEY && !isDeepStrictEqual(inputs[key], files.get(key)))
  if (other.length === 0) return undefined
  return finding('matches-the-files', { resource: what, difference: `see ${listed(other.sort())}` })
}
