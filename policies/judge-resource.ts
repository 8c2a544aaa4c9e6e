import { z } from 'zod'
import type { Finding } from '../provider/findings/finding.ts'
import { CLIENTS_FOLDER } from '../provider/model/access-files.ts'
import type { DesiredAsset } from '../provider/model/desired.ts'
import type { Model } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'
import type { RawFile } from '../provider/model/read/source.ts'
import { AGENCY_STACK } from '../provider/model/stacks.ts'
import { desiredOf, type AssetInputs } from '../provider/resources/inputs.ts'
import type { MemberInputs } from '../provider/resources/member.ts'
import { declaredIn, differenceOf, type EngineResource } from './declared.ts'
import { judge } from './judge.ts'
import type { PolicyRule, Scope } from './rule.ts'
import { agencyScopes, clientScopes, textScope } from './scopes.ts'

/** The context of a judgement: the files, and the moment. */
export type JudgedBy = { readonly model: Model; readonly files: readonly RawFile[]; readonly today: Moment }

const held = z.object({ level: z.string(), tasks: z.array(z.string()) })

/** The part of the inputs that the rules read. */
const assetShape = z.object({
  partner: held.optional(),
  people: z.record(z.string(), held.extend({ because: z.array(z.looseObject({})) })),
})
const memberShape = z.object({ principal: z.string(), systemUser: z.boolean(), role: z.string() })

/** The root resource of every stack, which comes first: errors of the files stop the whole stack here. */
const ROOT = 'pulumi:pulumi:Stack'

/**
 * The findings of `rules` in one resource, by its own inputs, and its difference from the files. Errors block. Inputs
 * of an unknown shape are a difference and do not throw.
 */
export function judgeResource(
  rules: readonly PolicyRule[],
  known: JudgedBy,
  resource: EngineResource,
): Finding[] {
  if (resource.type === ROOT) return rootScopes(known, resource.stack).flatMap((scope) => judge(rules, scope))
  const difference = differenceOf(resource, declaredIn(known.model, resource, known.today))
  const scope = scopeOf(known, resource)
  return [
    ...(difference === undefined ? [] : [difference]),
    ...(scope === undefined ? [] : judge(rules, scope)),
  ]
}

function rootScopes({ model, files, today }: JudgedBy, stack: string): Scope[] {
  const client = model.clients.find(({ slug }) => slug === stack)
  const own = files.filter(({ path }) => !path.startsWith(CLIENTS_FOLDER) || path === client?.file)
  return [
    textScope(model, own, today),
    ...(stack === AGENCY_STACK ? agencyScopes(model, today) : [{ on: 'agency', model, today } as const]),
    ...(client === undefined ? [] : clientScopes(model, client, today)),
  ]
}

function scopeOf({ model, today }: JudgedBy, { stack, name, inputs }: EngineResource): Scope | undefined {
  const client = model.clients.find(({ slug }) => slug === stack)
  const scopes = client === undefined ? agencyScopes(model, today) : clientScopes(model, client, today)
  for (const scope of scopes) {
    if (scope.on === 'asset' && scope.asset.id === name && isAsset(inputs))
      return { ...scope, access: placedLike(scope.access, desiredOf(inputs)) }
    if (scope.on === 'member' && scope.member.principal === name && isMember(inputs)) {
      const { principal, systemUser, role } = inputs
      return { ...scope, member: { principal, systemUser, role, at: scope.member.at } }
    }
  }
  return undefined
}

/** Inputs hold no addresses; those of the same people in the file are used. */
function placedLike(declared: DesiredAsset, own: DesiredAsset): DesiredAsset {
  const places = new Map(declared.people.map(({ principal, at }) => [principal, at]))
  const people = own.people.map((one) => ({ ...one, at: places.get(one.principal) ?? declared.at }))
  return { ...own, people, at: declared.at }
}

function isAsset(inputs: object): inputs is AssetInputs {
  return assetShape.safeParse(inputs).success
}

function isMember(inputs: object): inputs is MemberInputs {
  return memberShape.safeParse(inputs).success
}
