import { isDeepStrictEqual } from 'node:util'
import {
  withNobody,
  type DesiredAsset,
  type DesiredClient,
  type DesiredShare,
  type Reason,
} from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Principal } from '../model/model.ts'
import type { Held } from '../plan/change.ts'
import type { KeptAsset } from './kept.ts'

/** The engine's record of an asset's desired access. It holds no places of files: a moved line is no change. */
export type AssetInputs = {
  readonly resource: 'asset'
  readonly client: string
  readonly clientBusiness: string
  readonly agencyBusiness: string
  readonly clientSide: DesiredClient['clientSide']
  readonly unmanaged: DesiredClient['unmanaged']
  readonly kind: AssetKind
  readonly asset: string
  readonly name: string
  /** Businesses that may own it, where it is not the client's own alone. */
  readonly owners?: readonly string[]
  readonly personal?: true
  readonly route: 'partner' | 'direct-share' | 'own'
  readonly partner?: Held
  readonly people: Readonly<Record<Principal, PersonInput>>
  /** Principals whose access is past its date. It is revoked even where no run recorded that it was given. */
  readonly ended?: readonly Principal[]
}

type PersonInput = {
  readonly level: string
  readonly tasks: readonly string[]
  readonly because: readonly Reason[]
}

/**
 * The engine's record of the last read; `unknown` says why that read failed. `leaving` are principals whom the files no
 * longer name and who may still be there; after a failed run, or a read that lacks them, they must not count as
 * strangers.
 */
export type AssetState = AssetInputs & {
  readonly observed: KeptAsset
  readonly leaving?: readonly Principal[]
  readonly waiting: readonly string[]
  /** Principals whose access was approved and has to wait: a run by the clock gives it. */
  readonly later?: readonly Principal[]
  readonly unknown?: string
  /** The last read showed that the asset is not the client's: whom the inputs name was given nothing. */
  readonly refused?: true
}

/** What the state keeps of the wishes that were applied, as inputs. */
export function appliedIn(state: AssetState): AssetInputs {
  const { observed: _seen, leaving: _leaving, waiting: _waiting, later: _later, ...rest } = state
  const { unknown: _unknown, refused: _refused, ...inputs } = rest
  return inputs
}

/** The inputs of a resource from its desired access. */
export function inputsOf(client: DesiredClient, asset: DesiredAsset): AssetInputs {
  return {
    resource: 'asset',
    client: client.slug,
    clientBusiness: client.business,
    agencyBusiness: client.agencyBusiness,
    clientSide: client.clientSide,
    unmanaged: client.unmanaged,
    kind: asset.kind,
    asset: asset.id,
    name: asset.name,
    ...(isDeepStrictEqual(asset.owners, [client.business]) ? {} : { owners: asset.owners }),
    ...(asset.personal === true ? { personal: true } : {}),
    route: routeOf(asset),
    ...(asset.share.by === 'partner' ? { partner: asset.share.grant } : {}),
    people: Object.fromEntries(
      asset.people.map(({ principal, level, tasks, because }) => [principal, { level, tasks, because }]),
    ),
    ...endedIn(asset),
  }
}

/**
 * The principals of earlier files on an asset, by the engine's record: metagrant may revoke their access. Undefined
 * without a record.
 */
export function managedIn(state: Recorded): Principal[]
export function managedIn(state: Recorded | undefined): Principal[] | undefined
export function managedIn(state: Recorded | undefined): Principal[] | undefined {
  if (state === undefined) return undefined
  const given = state.refused === true ? [] : Object.keys(state.people)
  return [...new Set([...given, ...(state.leaving ?? [])])]
}

type Recorded = AssetInputs & Pick<Partial<AssetState>, 'leaving' | 'refused'>

/** The desired access in a resource's inputs, without places of the files. */
export function desiredOf(inputs: AssetInputs): DesiredAsset {
  return {
    kind: inputs.kind,
    id: inputs.asset,
    name: inputs.name,
    owners: inputs.owners ?? [inputs.clientBusiness],
    ...(inputs.personal === true ? { personal: true } : {}),
    share: shareOf(inputs),
    people: Object.entries(inputs.people)
      .map(([principal, person]) => ({ principal, ...person, at: undefined }))
      .sort((a, b) => (a.principal < b.principal ? -1 : 1)),
    ...endedIn(inputs),
    at: undefined,
  }
}

function routeOf({ share }: DesiredAsset): AssetInputs['route'] {
  if (share.by === 'own') return 'own'
  return share.by === 'direct' ? 'direct-share' : 'partner'
}

/** Files without errors make the inputs, so only a relationship that ends has no level. */
function shareOf({ route, partner }: AssetInputs): DesiredShare {
  if (route === 'direct-share') return { by: 'direct' }
  if (route === 'own') return { by: 'own' }
  return partner === undefined ? { by: 'nobody', because: 'client-ends' } : { by: 'partner', grant: partner }
}

function endedIn({ ended }: Pick<DesiredAsset, 'ended'>): Pick<DesiredAsset, 'ended'> {
  return ended === undefined ? {} : { ended }
}

/** The client in an asset's inputs, with that one asset. */
export function clientOf(inputs: AssetInputs): DesiredClient {
  return {
    slug: inputs.client,
    business: inputs.clientBusiness,
    agencyBusiness: inputs.agencyBusiness,
    clientSide: inputs.clientSide,
    unmanaged: inputs.unmanaged,
    assets: [desiredOf(inputs)],
  }
}

/** The same asset when no file lists it any more. */
export function droppedOf(inputs: AssetInputs): DesiredAsset {
  return withNobody(desiredOf(inputs), 'dropped')
}
