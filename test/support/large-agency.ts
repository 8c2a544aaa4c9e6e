import { stringify } from 'yaml'
import { generateEstate, type Estate } from '../../provider/emulator/index.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { tasksOf } from '../../provider/model/levels.ts'
import type { TextFile } from './generate-access.ts'
import { NO_POLICY } from './no-policy.ts'
import { USUAL_LEVELS, usualLevel } from './usual-level.ts'

export type LargeAgency = {
  readonly estate: Estate
  readonly files: readonly TextFile[]
  /** People on assets, without our own system user. */
  readonly assignments: number
}

export type LargeAgencySize = {
  readonly clients: number
  readonly assetsPerClient: number
  readonly people: number
}

/** Of eight clients five have a team of four and three one of five: 4.375 people on an asset, on average. */
function teamSize(client: number): number {
  return client % 8 < 5 ? 4 : 5
}

/** A whole agency without differences: every asset is shared and has the client's whole team, as the files ask. */
export function largeAgency({ clients, assetsPerClient, people }: LargeAgencySize): LargeAgency {
  const generated = generateEstate({ seed: 1, clients, assetsPerClient, peoplePerAsset: 0, people })
  const [agency, ...owners] = generated.businesses
  if (agency === undefined) throw new RangeError('Cannot make an agency without a Business')
  const teams = new Map(
    owners.map(({ id }, client) => [
      id,
      Array.from({ length: teamSize(client) }, (_, member) => agency.people[(client * 5 + member) % people]),
    ]),
  )
  const assets = generated.assets.map((asset) => {
    const tasks = tasksOf(asset.kind, usualLevel(asset.kind))
    const team = teams.get(asset.owner) ?? []
    return {
      ...asset,
      partners: asset.partners.map((partner) => ({ ...partner, tasks })),
      assignments: [
        ...asset.assignments.map((one) => ({ ...one, tasks })),
        ...team.flatMap((person) => (person === undefined ? [] : [{ user: person.id, tasks }])),
      ],
    }
  })
  const files = owners.map(({ id, name }, client): [string, object] => {
    const slug = `client-${String(client + 1).padStart(4, '0')}`
    const own = assets.filter(({ owner }) => owner === id)
    const listed = (kind: AssetKind) =>
      own
        .filter((one) => one.kind === kind)
        .map((one) => ({
          id: one.id,
          name: one.kind === 'instagram' ? one.ig_username : one.name,
        }))
    const value = {
      version: 1,
      client: slug,
      name,
      business: id,
      package: 'all',
      assets: Object.fromEntries(ASSET_KINDS.map((kind) => [factsOf(kind).list, listed(kind)])),
      team: { team: teams.get(id)?.map((person) => person?.email) },
    }
    return [`access/clients/${slug}.yaml`, value]
  })
  const common: [string, object][] = [
    ['access/agency.yaml', agencyFile(agency)],
    [
      'access/functions.yaml',
      { version: 1, functions: { team: { title: 'Team', business_role: 'employee', levels: USUAL_LEVELS } } },
    ],
    ['access/packages.yaml', { version: 1, packages: { all: { title: 'All', levels: USUAL_LEVELS } } }],
  ]
  const texts = [...common, ...files].map(([path, value]) => ({ path, text: stringify(value) }))
  return {
    estate: { ...generated, assets },
    files: [...texts, { path: 'access/policy.yaml', text: NO_POLICY }],
    assignments: owners.reduce((sum, _, client) => sum + teamSize(client) * assetsPerClient, 0),
  }
}

function agencyFile({ id, people }: Estate['businesses'][number]): object {
  return {
    version: 1,
    name: 'Agency',
    business: id,
    domains: ['agency.example'],
    people: people.map(({ email, role }) => ({
      email,
      functions: ['team'],
      ...(role === 'ADMIN' ? { business_role: 'admin' } : {}),
    })),
    system_users: [{ name: 'metagrant', role: 'admin' }],
  }
}
