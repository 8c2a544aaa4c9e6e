import type { Estate } from '../../../provider/emulator/index.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import type { AssetIdentity, ObservedAsset, ObservedPartner } from '../../../provider/model/observed.ts'
import { AGENCY } from './support.ts'

// What an agency is to see of an estate, computed from the estate itself and from the rules of Meta as the facts have
// them, without a line of the code under test.

type Asset = Estate['assets'][number]

/** `asked -> also there`, the union for each kind written out (graph-api 1.3). */
const ADDED: Readonly<Record<AssetKind, Readonly<Record<string, string>>>> = {
  ad_account: {
    ANALYZE: 'AA_ANALYZE',
    ADVERTISE: 'ANALYZE AA_ANALYZE DRAFT CREATIVE',
    MANAGE: 'ADVERTISE ANALYZE AA_ANALYZE DRAFT CREATIVE FB_EMPLOYEE_DSO_ADVERTISE',
  },
  pixel: {
    ANALYZE: 'AA_ANALYZE',
    ADVERTISE: 'ANALYZE AA_ANALYZE',
    EDIT: 'ANALYZE AA_ANALYZE',
    UPLOAD: 'ANALYZE AA_ANALYZE',
  },
  page: { ADVERTISE: 'ANALYZE', MODERATE: 'MESSAGING', MANAGE: 'MANAGE_LEADS' },
  instagram: { ADVERTISE: 'ANALYZE CONTENT MESSAGES COMMUNITY_ACTIVITY' },
  catalog: { ADVERTISE: 'AA_ANALYZE', MANAGE: 'ADVERTISE AA_ANALYZE' },
  whatsapp: {
    MANAGE_TEMPLATES: 'VIEW_TEMPLATES',
    MANAGE_PHONE: 'MANAGE_PHONE_ASSETS VIEW_PHONE_ASSETS',
    MANAGE_PHONE_ASSETS: 'VIEW_PHONE_ASSETS',
    DEVELOP: 'MESSAGING VIEW_PHONE_ASSETS VIEW_TEMPLATES',
    MANAGE:
      'DEVELOP MANAGE_EXTENSIONS MANAGE_PHONE MANAGE_PHONE_ASSETS MANAGE_TEMPLATES MESSAGING VIEW_COST ' +
      'VIEW_PHONE_ASSETS VIEW_TEMPLATES',
  },
}

export function readBack(kind: AssetKind, tasks: readonly string[]): string[] {
  const all = tasks.flatMap((task) => [task, ...(ADDED[kind][task]?.split(' ') ?? [])])
  return [...new Set(all)].sort()
}

/** An asset as our side sees it, or with the client's token where that shows a share on its way. */
export function expectedAsset(estate: Estate, asset: Asset, byToken = false): ObservedAsset {
  const { kind } = asset
  const identity = identityOf(estate, asset)
  const grant = asset.partners.find(({ business }) => business === AGENCY)
  if (grant?.status !== 'CONFIRMED')
    return {
      state: 'absent',
      kind,
      partner: byToken ? onItsWay(estate, asset) : { state: 'none' },
      ...(byToken ? { identity } : {}),
    }
  const people: Record<string, readonly string[]> = {}
  for (const { user, tasks } of asset.assignments) {
    const principal = principalOf(estate, user)
    if (principal !== undefined) people[principal] = readBack(kind, tasks)
  }
  const writable = kind !== 'page' || people['metagrant'] !== undefined
  const partner = { state: 'granted', tasks: shared(kind, grant.tasks) } as const
  return { state: 'present', kind, partner, people, writable, identity, ...accountOf(asset) }
}

/** A listing of Instagram accounts names the user; only an ad account shows its owner's bare id. */
function identityOf({ businesses }: Estate, asset: Asset): AssetIdentity {
  const owner = businesses.find(({ id }) => id === asset.owner)
  return {
    name: asset.kind === 'instagram' ? asset.ig_username : asset.name,
    ...(owner === undefined ? {} : { business: { id: owner.id, name: owner.name } }),
    ...(asset.kind === 'ad_account' ? { ownerId: asset.owner } : {}),
  }
}

function accountOf(asset: Asset): Pick<Extract<ObservedAsset, { state: 'present' }>, 'account'> {
  if (asset.kind !== 'ad_account') return {}
  const { currency, timezone_name: timezone, account_status: status, disable_reason: disableReason } = asset
  return { account: { currency, timezone, spendCap: Number(asset.spend_cap), status, disableReason } }
}

function shared(kind: AssetKind, tasks: readonly string[]): readonly string[] | undefined {
  if (kind === 'instagram' || kind === 'whatsapp') return undefined
  if (kind === 'catalog') return tasks.includes('MANAGE') ? ['ADVERTISE', 'MANAGE'] : ['ADVERTISE']
  return readBack(kind, tasks)
}

/** A pixel waits for us in an agreement, anything else for a second admin; a Page does not show it, WhatsApp has no edge. */
function onItsWay({ agreements }: Estate, { id, kind, partners }: Asset): ObservedPartner {
  const waits = agreements.some(
    ({ to, status, shares }) =>
      to === AGENCY && status === 'PENDING' && shares.some(({ asset }) => asset === id),
  )
  if (kind === 'pixel' && waits) return { state: 'acceptance' }
  const second = partners.some(({ business, status }) => business === AGENCY && status === 'PENDING')
  return second && kind !== 'page' && kind !== 'whatsapp' ? { state: 'second-admin' } : { state: 'none' }
}

function principalOf({ businesses }: Estate, user: string): string | undefined {
  const ours = businesses.find(({ id }) => id === AGENCY)
  return (
    ours?.people.find(({ id }) => id === user)?.email.toLowerCase() ??
    ours?.system_users.find(({ id }) => id === user)?.name
  )
}
