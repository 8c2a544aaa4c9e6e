import { random, type Random } from '../../../provider/emulator/estate/names.ts'
import { generateEstate, type Estate } from '../../../provider/emulator/index.ts'
import { atMost, levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import { filesOf } from './world-files.ts'
import {
  AGENCY,
  DOMAIN,
  SELF,
  type WantedAsset,
  type WantedClient,
  type Wanted,
  type World,
} from './world-types.ts'

// An agency that is in order: what is wanted as plain data, the access files that say so, and an estate that has it so.

/** How clients work with us, in turns; the last one has no file at all. */
const FLOWS: readonly Pick<WantedClient, 'side' | 'route' | 'unmanaged'>[] = [
  { side: 'by-hand', route: 'partner', unmanaged: 'report' },
  { side: 'by-token', route: 'partner', unmanaged: 'report' },
  { side: 'by-token', route: 'direct-share', unmanaged: 'report' },
  { side: 'by-hand', route: 'partner', unmanaged: 'remove' },
  { side: 'by-token', route: 'partner', unmanaged: 'remove' },
  { side: 'by-hand', route: 'direct-share', unmanaged: 'report' },
]

export type WorldSize = {
  readonly clients: number
  readonly assetsPerClient: number
  readonly people: number
}

/** The same world for the same seed. One client more than is wanted has assets that nobody shares yet. */
export function makeWorld(seed: number, { clients, assetsPerClient, people }: WorldSize): World {
  const next = random(seed)
  const size = { seed, clients: clients + 1, assetsPerClient, peoplePerAsset: 0, people, otherAgencies: 1 }
  const generated = generateEstate({ ...size, domain: DOMAIN })
  const agency = generated.businesses.find(({ id }) => id === AGENCY)
  const owners = generated.businesses.filter(({ id }) => id.startsWith('80'))
  const emails = agency?.people.map(({ email }) => email) ?? []
  // Every client has one or two of our own assets, of other kinds from client to client; so has who has no file.
  const isOwn = (client: number, asset: number) => (asset + client + seed) % 6 === 0
  const wanted: Wanted = {
    people: (agency?.people ?? []).map(({ email, role }, index) => {
      return { email, role: index === 1 ? 'FINANCE_ANALYST' : role }
    }),
    systemUsers: [
      { name: SELF, role: 'ADMIN' },
      { name: 'sender', role: 'EMPLOYEE' },
    ],
    clients: owners.slice(0, clients).map(({ id, name }, index) => ({
      name,
      slug: `client-${index + 1}`,
      business: id,
      ...(FLOWS[(index + seed) % FLOWS.length] as (typeof FLOWS)[number]),
      assets: generated.assets
        .filter(({ owner }) => owner === id)
        .map((asset, at) => wantedOn(asset, emails, isOwn(index, at), next)),
    })),
  }
  const unlisted = generated.assets
    .filter(({ owner }) => owner === owners[clients]?.id)
    .filter((_asset, at) => isOwn(clients, at))
  return {
    wanted,
    estate: inOrder(generated, wanted, new Set(unlisted.map(({ id }) => id))),
    files: filesOf(wanted),
  }
}

function wantedOn(
  asset: Estate['assets'][number],
  emails: readonly string[],
  own: boolean,
  next: Random,
): WantedAsset {
  const { kind, id } = asset
  const levels = levelsOf(kind)
  const partner = pick(levels, next)
  const lower = levels.filter((level) => atMost(kind, level, partner))
  const members = [...emails, 'sender'].filter(() => next() < 0.4)
  return {
    kind,
    id,
    name: asset.kind === 'instagram' ? asset.ig_username : asset.name,
    partner,
    own,
    people: Object.fromEntries(members.map((one) => [one, pick(lower, next)])),
  }
}

/** The estate as the files want it: shares and people of ours as asked, guests where a share is direct. */
function inOrder(generated: Estate, wanted: Wanted, unlisted: ReadonlySet<string>): Estate {
  const guests = new Map<string, string>()
  const businesses = generated.businesses.map((business) => {
    if (business.id === AGENCY) {
      const people = business.people.map((person, at) => ({
        ...person,
        role: (wanted.people[at]?.role ?? 'EMPLOYEE') as typeof person.role,
      }))
      const sender = { id: '122000000000000002', name: 'sender', role: 'EMPLOYEE' as const }
      return { ...business, people, system_users: [...business.system_users, sender] }
    }
    const client = wanted.clients.find((one) => one.business === business.id)
    const careful = { ...business, second_admin_approval: true }
    if (client?.route !== 'direct-share') return careful
    const names = [
      ...new Set(client.assets.filter(({ own }) => !own).flatMap(({ people }) => Object.keys(people))),
    ].filter((one) => one.includes('@'))
    const people = names.map((email, at) => {
      const id = `77${business.id}${at}`
      guests.set(`${business.id} ${email}`, id)
      return { id, name: email, email, role: 'EMPLOYEE' as const, two_fac_status: 'enabled' as const }
    })
    return { ...careful, people: [...business.people, ...people] }
  })
  const ours = new Map(
    businesses
      .find(({ id }) => id === AGENCY)
      ?.people.map(({ email, id }) => [email, id] as const)
      .concat([['sender', '122000000000000002']]),
  )
  const assets = generated.assets.map((asset) => {
    const client = wanted.clients.find(({ business }) => business === asset.owner)
    const want = client?.assets.find(({ id }) => id === asset.id)
    if (client === undefined || want === undefined) {
      const owner = unlisted.has(asset.id) ? AGENCY : asset.owner
      return { ...asset, owner, partners: [], assignments: [] }
    }
    const isPartner = client.route === 'partner' || want.own
    const people = Object.entries(want.people).flatMap(([principal, level]) => {
      const user = isPartner ? ours.get(principal) : guests.get(`${asset.owner} ${principal}`)
      return user === undefined ? [] : [{ user, tasks: tasksOf(asset.kind, level) }]
    })
    const self =
      asset.kind === 'page' && isPartner ? [{ user: '122000000000000001', tasks: ['ANALYZE'] }] : []
    const tasks = tasksOf(asset.kind, want.partner)
    const partners = isPartner && !want.own ? [{ business: AGENCY, tasks, status: 'CONFIRMED' as const }] : []
    // What else is on the asset stays: a system user of the client's is none of our business.
    const owner = want.own ? AGENCY : asset.owner
    return { ...asset, owner, partners, assignments: [...self, ...people] }
  })
  return { ...generated, businesses, ...withAgreement(assets, wanted) }
}

/** A client's first pixel that waits for us, which only happens before anything else is shared. */
function withAgreement(assets: Estate['assets'], { clients }: Wanted): Pick<Estate, 'assets' | 'agreements'> {
  const client = clients.find(({ side, route }) => side === 'by-token' && route === 'partner')
  const pixel = client?.assets.find(({ kind, own }) => kind === 'pixel' && !own)
  if (client === undefined || pixel === undefined) return { assets, agreements: [] }
  const shares = [{ asset: pixel.id, tasks: ['ANALYZE'] }]
  return {
    assets: assets.map((asset) =>
      asset.id === pixel.id ? { ...asset, partners: [], assignments: [] } : asset,
    ),
    agreements: [{ id: '600000000000001', from: client.business, to: AGENCY, status: 'PENDING', shares }],
  }
}

function pick<T>(items: readonly T[], next: Random): T {
  return items[Math.floor(next() * items.length)] as T
}
