import { ASSET_KINDS, factsOf, type AssetKind } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { businessNode } from '../nodes/business.ts'
import { edgesOf, type Call, type EdgeAnswer, type EdgeSpec, type ServedEdge } from '../protocol/edge.ts'
import { FAILURES } from '../protocol/failures.ts'
import { text } from '../protocol/param-values.ts'
import { globalId, type WorldAsset, type WorldBusiness } from '../world/world.ts'
import { putOwner } from '../world/ownership.ts'
import { pendingEdge, putRequest } from './access-requests.ts'
import { requireAdmin } from './membership.ts'

/** A Business claims an asset as its own, for the kinds that have such an edge. Source: graph-api 2.2 (FACT). */
export const claimEdges: readonly ServedEdge[] = edgesOf(businessNode, ASSET_KINDS.flatMap(edgesFor))

function edgesFor(kind: AssetKind): EdgeSpec<WorldBusiness>[] {
  const { edge, claim: rule } = rulesOf(kind).business
  if (rule === undefined) return []
  return [
    {
      method: 'POST',
      edge: `owned_${edge}`,
      params: { [rule.param]: { type: rule.type, required: true }, ...rule.more },
      scopes: ['business'],
      sdk: `Business.${rule.method}`,
      run: (call) => claim(call, kind, text(call.params, rule.param), rule.taken),
    },
    pendingEdge(kind, 'owned'),
  ]
}

/**
 * A person's own asset becomes the Business's at once for its owner, and waits for that person for anybody else; what a
 * Business owns is refused. Source: graph-api 2.2 (FACT: CONFIRMED or PENDING), INFERENCE for when.
 */
function claim(call: Call<WorldBusiness>, kind: AssetKind, given: string, taken: () => Error): EdgeAnswer {
  requireAdmin(call)
  const { world, record, caller } = call
  const hasPrefix = factsOf(kind).id === 'act-and-digits'
  const asset = world.assets.get(hasPrefix && !given.startsWith('act_') ? `act_${given}` : given)
  if (asset?.kind !== kind) throw FAILURES.unsupported('POST', given)
  if (asset.owner === record.id) throw FAILURES.alreadyOwned()
  if (world.businesses.has(asset.owner)) throw taken()
  if (isSelf(call, asset, caller.member?.id)) {
    putOwner(world, asset, record.id)
    return { value: { access_status: 'CONFIRMED' } }
  }
  return putRequest(call, { asset: asset.id, tasks: [], owns: true })
}

/** Whether the caller is the human who owns the asset, in whatever Business. */
function isSelf({ world }: Call<WorldBusiness>, { owner }: WorldAsset, caller: string | undefined): boolean {
  if (owner === caller) return true
  const [one, other] = [world.members.get(owner), world.members.get(caller ?? '')]
  if (one === undefined || one.systemUser || other === undefined || other.systemUser) return false
  return globalId(one) === globalId(other)
}
