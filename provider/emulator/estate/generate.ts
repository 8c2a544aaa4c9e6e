import type { AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { COMBINATIONS } from '../rules/combinations.ts'
import { nameFrom, personName, random, type Random } from './names.ts'
import { estateSchema, type Estate, type EstateInput } from './schema.ts'

/** How large an estate to make; `peoplePerAsset` may be a fraction, an average. */
export type EstateSize = {
  readonly seed: number
  readonly clients: number
  readonly assetsPerClient: number
  readonly peoplePerAsset: number
  /** People of the agency. */
  readonly people: number
  /** Other agencies, each a partner on some of the assets; none by default. */
  readonly otherAgencies?: number
  /** Domain of the agency's e-mails. */
  readonly domain?: string
}

type EstateBusinessInput = NonNullable<EstateInput['businesses']>[number]
type EstateAssetInput = NonNullable<EstateInput['assets']>[number]
type Making = {
  readonly size: EstateSize
  readonly people: readonly string[]
  readonly others: readonly string[]
  readonly next: Random
}
type Assignment = { user: string; tasks: string[] }

/** The agency's Business in every generated estate. */
const AGENCY = '9001'
const AGENCY_SYSTEM_USER = '122000000000000001'

/** Of eight assets: 3 ad accounts, 2 pixels, 1 Page, 1 Instagram account, 1 catalog. */
const MIX: readonly AssetKind[] = [
  'ad_account',
  'pixel',
  'page',
  'instagram',
  'ad_account',
  'catalog',
  'pixel',
  'ad_account',
]

/** Roles without a documented combination. Source: graph-api 1.3, pixels FACT (guides), Instagram LIVE-CLAIM. */
const OTHER_ROLES: Readonly<Partial<Record<AssetKind, readonly (readonly string[])[]>>> = {
  pixel: [['ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['ADVERTISE', 'ANALYZE', 'UPLOAD']],
  instagram: [['ANALYZE'], ['ADVERTISE', 'ANALYZE']],
}

/**
 * An agency with its people and its clients' assets: the same estate for the same size. Tokens: "agency", and
 * "client-1", "client-2", ... Every asset is shared with the agency; its system user is on every ad account and Page.
 */
export function generateEstate(size: EstateSize): Estate {
  const next = random(size.seed)
  const people = Array.from({ length: size.people }, (_, index) =>
    personOf(index, next, size.domain ?? 'agency.example'),
  )
  const others = Array.from({ length: size.otherAgencies ?? 0 }, (_, index) => otherAgency(index))
  const clients = Array.from({ length: size.clients }, (_, index) => clientOf(index, next))
  const making: Making = {
    size,
    people: people.map(({ id }) => id),
    others: others.map(({ id }) => id),
    next,
  }
  const assets = clients.flatMap((client, index) => assetsOf(client, index, making))
  const agency: EstateBusinessInput = {
    id: AGENCY,
    name: 'Agency',
    people,
    system_users: [{ id: AGENCY_SYSTEM_USER, name: 'metagrant', role: 'ADMIN' }],
  }
  return estateSchema.parse({
    estate: 1,
    app: { claimed_by: [AGENCY] },
    businesses: [agency, ...others, ...clients],
    tokens: [
      { name: 'agency', holder: AGENCY_SYSTEM_USER },
      ...clients.map((_client, index) => ({ name: `client-${index + 1}`, holder: systemUserId(index) })),
    ],
    assets,
  })
}

function personOf(
  index: number,
  next: Random,
  domain: string,
): NonNullable<EstateBusinessInput['people']>[number] {
  const { first, last } = personName(index, next)
  return {
    id: `1221${String(index + 1).padStart(14, '0')}`,
    name: `${first} ${last}`,
    email: `${first}.${last}@${domain}`.toLowerCase(),
    role: index === 0 ? 'ADMIN' : 'EMPLOYEE',
  }
}

function otherAgency(index: number): EstateBusinessInput {
  return { id: `91${String(index + 1).padStart(4, '0')}`, name: `Other Agency ${index + 1}` }
}

function systemUserId(client: number): string {
  return `1222${String(client + 1).padStart(14, '0')}`
}

function clientOf(index: number, next: Random): EstateBusinessInput {
  const admin = personName(index, next)
  const slug = `client${index + 1}`
  return {
    id: `80${String(index + 1).padStart(6, '0')}`,
    name: `${nameFrom(next)} ${index + 1}`,
    people: [
      {
        id: `1223${String(index + 1).padStart(14, '0')}`,
        name: `${admin.first} ${admin.last}`,
        email: `${admin.first}@${slug}.example`.toLowerCase(),
        role: 'ADMIN',
      },
    ],
    system_users: [{ id: systemUserId(index), name: 'metagrant client', role: 'ADMIN' }],
  }
}

function assetsOf(
  client: EstateBusinessInput,
  clientIndex: number,
  { size, people, others, next }: Making,
): EstateAssetInput[] {
  const kinds = Array.from(
    { length: size.assetsPerClient },
    (_, index) => MIX[index % MIX.length] ?? 'ad_account',
  )
  const ids = kinds.map((kind, index) => idOf(kind, clientIndex * size.assetsPerClient + index))
  const ofKind = (kind: AssetKind) => ids.filter((_, index) => kinds[index] === kind)
  const links: Links = {
    client: clientIndex,
    pages: ofKind('page').slice(0, 1),
    instagram: ofKind('instagram').slice(0, 1),
    accounts: ofKind('ad_account'),
  }
  return kinds.map((kind, index) => {
    const id = ids[index] ?? ''
    const roles = COMBINATIONS[kind] ?? OTHER_ROLES[kind] ?? []
    const agency = {
      business: AGENCY,
      tasks: normaliseTasks(roles.at(-1) ?? []),
      requested_time: SHARED_ON,
      updated_time: SHARED_ON,
    }
    const hasOther = others.length > 0 && next() < SHARE_WITH_OTHERS
    const other = hasOther ? [{ business: pick(others, next), tasks: [...(roles[0] ?? [])] }] : []
    return {
      kind,
      id,
      name: `${client.name} ${kind.replace('_', ' ')} ${index + 1}`,
      owner: client.id,
      partners: [agency, ...other],
      assignments: assignmentsOf(kind, roles, people, size.peoplePerAsset, next),
      ...DETAILS[kind](id, links, next),
    } as EstateAssetInput
  })
}

type Links = {
  readonly client: number
  readonly pages: readonly string[]
  readonly instagram: readonly string[]
  readonly accounts: readonly string[]
}

/** What each kind has of its own, linked with the client's other assets. */
const DETAILS: Readonly<Record<AssetKind, (id: string, links: Links, next: Random) => object>> = {
  ad_account: (_id, { client, pages, instagram }, next) => ({
    amount_spent: String(Math.floor(next() * 10_000_000)),
    funding_source: {
      id: `66${String(client).padStart(8, '0')}`,
      display_string: 'Visa ending in 4242',
      type: 1,
    },
    promote_pages: pages,
    instagram_accounts: instagram,
  }),
  pixel: (_id, { accounts }) => ({ last_fired_time: FIRED_ON, shared_accounts: accounts }),
  page: (_id, { instagram }) => (instagram[0] === undefined ? {} : { instagram: instagram[0] }),
  instagram: (id, { client }) => ({ ig_user_id: `1784${id}`, ig_username: `client${client + 1}_${id}` }),
  catalog: (_id, _links, next) => ({ product_count: Math.floor(next() * 1000) }),
}

/** How many assets another agency is a partner on, too. */
const SHARE_WITH_OTHERS = 0.3
const SHARED_ON = '2026-01-15T09:00:00Z'
const FIRED_ON = '2026-11-20T08:30:00Z'

/** Ids of each kind have their own first digits, so that people can tell them apart. */
const FIRST_DIGITS: Readonly<Record<AssetKind, string>> = {
  ad_account: 'act_10',
  pixel: '20',
  page: '30',
  instagram: '40',
  catalog: '50',
}

function idOf(kind: AssetKind, index: number): string {
  return `${FIRST_DIGITS[kind]}${String(index + 1).padStart(8, '0')}`
}

function assignmentsOf(
  kind: AssetKind,
  roles: readonly (readonly string[])[],
  people: readonly string[],
  average: number,
  next: Random,
): Assignment[] {
  const count = Math.min(people.length, Math.floor(average) + (next() < average % 1 ? 1 : 0))
  const start = Math.floor(next() * people.length)
  const assigned = Array.from({ length: count }, (_, index): Assignment => {
    const user = people[(start + index) % people.length] ?? ''
    return { user, tasks: normaliseTasks(pick(roles, next)) }
  })
  if (kind !== 'ad_account' && kind !== 'page') return assigned
  return [{ user: AGENCY_SYSTEM_USER, tasks: normaliseTasks(roles.at(-1) ?? []) }, ...assigned]
}

function pick<T>(items: readonly T[], next: Random): T {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new RangeError('Cannot pick from an empty list')
  return item
}
