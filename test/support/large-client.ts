import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { generateEstate, type Estate } from '../../provider/emulator/index.ts'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { tasksOf } from '../../provider/model/levels.ts'
import { NO_POLICY } from './no-policy.ts'
import { USUAL_LEVELS, usualLevel } from './usual-level.ts'

export type LargeClient = {
  readonly estate: Estate
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

/**
 * One client called "large". Every asset is shared at its usual level; only our system user is assigned, on the Pages; the
 * files ask for all people on all assets.
 */
export function largeClient(assets: number, people: number): LargeClient {
  const generated = generateEstate({
    seed: 7,
    clients: 1,
    assetsPerClient: assets,
    peoplePerAsset: 0,
    people,
  })
  const [agency, client] = generated.businesses
  if (agency === undefined || client === undefined) throw new Error('Cannot make a client without a Business')
  const self = generated.tokens.find(({ name }) => name === 'agency')?.holder ?? ''
  const estate: Estate = {
    ...generated,
    assets: generated.assets.map((asset) => ({
      ...asset,
      partners: [
        {
          business: agency.id,
          tasks: tasksOf(asset.kind, usualLevel(asset.kind)),
          status: 'CONFIRMED' as const,
        },
      ],
      assignments: asset.kind === 'page' ? [{ user: self, tasks: ['ANALYZE'] }] : [],
    })),
  }
  const emails = agency.people.map(({ email }) => email)
  const listed = (kind: AssetKind) =>
    estate.assets.filter((asset) => asset.kind === kind).map(({ id, name }) => ({ id, name }))
  const team = { title: 'Team', business_role: 'employee', levels: USUAL_LEVELS }
  const files = {
    'access/agency.yaml': {
      version: 1,
      name: 'Agency',
      business: agency.id,
      domains: [emails[0]?.split('@')[1] ?? ''],
      people: agency.people.map(({ email, role }) => ({
        email,
        functions: ['team'],
        ...(role === 'ADMIN' ? { business_role: 'admin' } : {}),
      })),
      system_users: [{ name: 'metagrant', role: 'admin' }],
    },
    'access/functions.yaml': { version: 1, functions: { team } },
    'access/packages.yaml': { version: 1, packages: { all: { title: 'All', levels: USUAL_LEVELS } } },
    'access/clients/large.yaml': {
      version: 1,
      client: 'large',
      name: client.name,
      business: client.id,
      package: 'all',
      assets: Object.fromEntries(ASSET_KINDS.map((kind) => [factsOf(kind).list, listed(kind)])),
      team: { team: emails },
    },
  }
  const written = Object.entries(files).map(([path, value]) => ({ path, text: stringify(value) }))
  return { estate, files: [...written, { path: 'access/policy.yaml', text: NO_POLICY }] }
}

/** Writes files below a folder, with the folders they need. */
export async function writeFiles(root: string, files: LargeClient['files']): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}
