import { ownProps } from '../resources/engine-props.ts'
import { managedIn, type AssetInputs, type AssetState } from '../resources/inputs.ts'
import type { MemberInputs, MemberState } from '../resources/member.ts'
import { isOurs } from './urn.ts'
import { WHOLE_DEPLOYMENT, type StateResource } from './whole-deployment.ts'

/**
 * A deployment in which every operation that a dead run had begun counts as made, as far as anybody knows: whom it was
 * giving access may have it. Their names count as left over, so the next run takes them off if the files do not want
 * them, and an asset or member that the files no longer list is known and can be ended. Source: FACT (run on 3.259):
 * with checkpoints the engine saves `pending_operations`, each with the resource's new inputs, before it calls the
 * provider.
 */
export function withBegun(deployment: unknown): unknown {
  const read = WHOLE_DEPLOYMENT.safeParse(deployment)
  if (!read.success) return deployment
  const { resources, pending_operations: pending } = read.data
  const begun = pending.filter(
    ({ type, resource }) => isOurs(resource) && (type === 'creating' || type === 'updating'),
  )
  const known = new Set(resources.map(({ urn }) => urn))
  const byUrn = new Map(begun.map(({ resource }) => [resource.urn, resource]))
  const kept = resources.map((one) => {
    const wanted = byUrn.get(one.urn)
    return wanted === undefined ? one : { ...one, outputs: { ...one.outputs, ...leftBy(one, wanted) } }
  })
  const made = [...byUrn.values()].filter(({ urn }) => !known.has(urn)).map(asMade)
  const others = pending.filter(({ resource }) => !isOurs(resource))
  return { ...read.data, resources: [...kept, ...made], pending_operations: others }
}

/** Whether a deployment has operations of ours that a dead run had begun. */
export function hasBegun(deployment: unknown): boolean {
  const read = WHOLE_DEPLOYMENT.safeParse(deployment)
  return read.success && read.data.pending_operations.some(({ resource }) => isOurs(resource))
}

/** Of an update: the names that it was to give access, beside those that the state has already. */
function leftBy(
  before: StateResource,
  wanted: StateResource,
): Pick<AssetState, 'leaving'> | Pick<MemberState, 'asked'> {
  const inputs = inputsIn(wanted)
  if (inputs.resource !== 'asset') return before.outputs['observed'] === undefined ? askedFor(inputs) : {}
  const state = ownProps(before.outputs) as unknown as AssetState
  const given = new Set(Object.keys(state.people))
  const names = [...new Set([...managedIn(state), ...Object.keys(inputs.people)])]
  const leaving = names.filter((name) => !given.has(name))
  return leaving.length === 0 ? {} : { leaving }
}

/** Of a creation: the resource with everything that it was to give left over, and nothing of it seen. */
function asMade(wanted: StateResource): StateResource {
  const inputs = inputsIn(wanted)
  const [id, state] =
    inputs.resource === 'asset' ? [inputs.asset, assetBegun(inputs)] : [inputs.principal, memberBegun(inputs)]
  return { ...wanted, id, outputs: { ...wanted.inputs, ...state } }
}

function assetBegun(inputs: AssetInputs): AssetState {
  const reason = { kind: 'begun', message: 'a run that ended midway had begun to give access' }
  return {
    ...inputs,
    people: {},
    leaving: Object.keys(inputs.people),
    observed: { state: 'unknown', kind: inputs.kind, reason },
    waiting: [],
  }
}

function memberBegun(inputs: MemberInputs): MemberState {
  return { ...inputs, ...askedFor(inputs), waiting: [] }
}

/**
 * A system user may have been made by then, and no API takes a second one away (graph-api 2.4): it is only looked for.
 */
function askedFor({ systemUser }: MemberInputs): Pick<MemberState, 'asked'> {
  return systemUser ? { asked: true } : {}
}

function inputsIn({ inputs }: StateResource): AssetInputs | MemberInputs {
  return ownProps(inputs) as unknown as AssetInputs | MemberInputs
}
