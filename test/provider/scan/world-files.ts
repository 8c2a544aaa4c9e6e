import { stringify } from 'yaml'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { AGENCY, DOMAIN, type Wanted, type WantedClient, type World } from './world-types.ts'

// The access files that say what is wanted.

const KEYS: Readonly<Record<AssetKind, string>> = {
  ad_account: 'ad_accounts',
  pixel: 'pixels',
  page: 'pages',
  instagram: 'instagram_accounts',
  catalog: 'catalogs',
  whatsapp: 'whatsapp_accounts',
}

export function filesOf({ people, systemUsers, clients }: Wanted): World['files'] {
  const role = (one: string) => one.toLowerCase().replaceAll('_', '-')
  const functionOf = (one: string) => (one === 'FINANCE_ANALYST' ? 'money' : 'team')
  const agency = {
    version: 1,
    name: 'Agency',
    business: AGENCY,
    domains: [DOMAIN],
    people: people.map((one) => ({
      email: one.email,
      functions: [functionOf(one.role)],
      ...(one.role === 'ADMIN' ? { business_role: 'admin' } : {}),
    })),
    system_users: systemUsers.map((one) => ({ name: one.name, role: role(one.role), functions: ['team'] })),
  }
  const functions = {
    team: { title: 'Team', business_role: 'employee', levels: {} },
    money: { title: 'Money', business_role: 'finance-analyst', levels: {} },
  }
  const common = {
    'access/agency.yaml': agency,
    'access/functions.yaml': { version: 1, functions },
    'access/packages.yaml': { version: 1, packages: { all: { title: 'All', levels: {} } } },
  }
  const all = {
    ...common,
    ...Object.fromEntries(clients.map((client) => [`access/clients/${client.slug}.yaml`, clientOf(client)])),
  }
  const texts = Object.entries(all).map(([path, value]) => ({ path, text: stringify(value) }))
  return [...texts, { path: 'access/policy.yaml', text: NO_POLICY }]
}

function clientOf({ slug, name, business, side, route, unmanaged, assets }: WantedClient): object {
  const flow = { direct_share: { until: '2027-06-01', reason: 'A bridge', migration: 'Share as a partner' } }
  const listed = (kind: AssetKind) =>
    assets
      .filter((one) => one.kind === kind)
      .map(({ id, name, partner, own }) => ({ id, name, ...(own ? { owner: 'agency' } : { partner }) }))
  return {
    version: 1,
    client: slug,
    name,
    business,
    package: 'all',
    client_side: side,
    unmanaged,
    ...(route === 'partner' ? {} : { flow }),
    assets: Object.fromEntries((Object.keys(KEYS) as AssetKind[]).map((kind) => [KEYS[kind], listed(kind)])),
    team: {},
    exceptions: assets.flatMap(({ id, people }) =>
      Object.entries(people).map(([who, level]) => ({
        who,
        asset: id,
        level,
        reason: 'As wanted',
        ticket: 'OPS-1',
        until: '2027-06-01',
      })),
    ),
  }
}
