import { ASSET_KINDS, type AssetKind } from '../../model/kinds.ts'
import { normaliseTasks } from '../../model/tasks.ts'
import { rulesOf } from '../kinds/index.ts'
import type { GeneratedRules } from '../kinds/kind-rules.ts'
import { nameFrom, personName, random, type Random } from './names.ts'
import { estateSchema, type Estate, type EstateInput } from './schema.ts'

/** The size of an estate; `peoplePerAsset` is an average and may be a fraction. */
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

type MadeKind = { readonly kind: AssetKind; readonly rules: GeneratedRules; readonly roles: Roles }
type Roles = readonly (readonly string[])[]

/** The kinds of a client's assets, in the order of their turns. */
const ROUND: readonly MadeKind[] = ASSET_KINDS.flatMap((kind) => {
  const { generated, tasks } = rulesOf(kind)
  const turns = generated?.turns ?? []
  return turns.flatMap((turn) =>
    generated === undefined
      ? []
      : { turn, kind, rules: generated, roles: generated.roles ?? tasks.combinations ?? [] },
  )
}).sort((one, other) => one.turn - other.turn)

/**
 * An agency with its people and its clients' assets; the same size gives the same estate. Tokens: "agency", and
 * "client-1", "client-2", ... Every asset is shared with the agency; its system user is on each asset of a kind with
 * `hasSystemUser`.
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
    two_factor_type: 'all_required',
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
  const made = Array.from({ length: size.assetsPerClient }, (_, index) => {
    const turn = ROUND[index % ROUND.length] as MadeKind
    return { ...turn, id: idOf(turn.rules, clientIndex * size.assetsPerClient + index) }
  })
  const idsOf = (kind: AssetKind) => made.flatMap((one) => (one.kind === kind ? one.id : []))
  return made.map(({ kind, id, rules, roles }, index) => {
    const agency = {
      business: AGENCY,
      tasks: normaliseTasks(roles.at(-1) ?? []),
      requested_time: SHARED_ON,
      updated_time: SHARED_ON,
    }
    const hasOther = others.length > 0 && next() < SHARE_WITH_OTHERS
    const other = hasOther ? [{ business: pick(others, next), tasks: [...(roles[0] ?? [])] }] : []
    const assigned = assignmentsOf(roles, people, size.peoplePerAsset, next)
    return {
      kind,
      id,
      name: `${client.name} ${kind.replace('_', ' ')} ${index + 1}`,
      owner: client.id,
      partners: [agency, ...other],
      assignments:
        rules.hasSystemUser === true
          ? [{ user: AGENCY_SYSTEM_USER, tasks: agency.tasks }, ...assigned]
          : assigned,
      ...rules.details(id, { index: clientIndex, idsOf }, next),
    } as EstateAssetInput
  })
}

/** Share of the assets on which another agency is a partner too. */
const SHARE_WITH_OTHERS = 0.3
const SHARED_ON = '2026-01-15T09:00:00Z'

function idOf({ firstDigits }: GeneratedRules, index: number): string {
  return `${firstDigits}${String(index + 1).padStart(8, '0')}`
}

function assignmentsOf(roles: Roles, people: readonly string[], average: number, next: Random): Assignment[] {
  const count = Math.min(people.length, Math.floor(average) + (next() < average % 1 ? 1 : 0))
  const start = Math.floor(next() * people.length)
  return Array.from({ length: count }, (_, index): Assignment => {
    const user = people[(start + index) % people.length] ?? ''
    return { user, tasks: normaliseTasks(pick(roles, next)) }
  })
}

function pick<T>(items: readonly T[], next: Random): T {
  const item = items[Math.floor(next() * items.length)]
  if (item === undefined) throw new RangeError('Cannot pick from an empty list')
  return item
}
