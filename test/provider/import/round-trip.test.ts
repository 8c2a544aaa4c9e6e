import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generateEstate, type Estate, type EstateSize } from '../../../provider/emulator/index.ts'
import { readAccessFiles } from '../../../provider/files/read-access.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import { factsOf, type AssetKind } from '../../../provider/model/kinds.ts'
import { generatedAgency } from '../../support/generated-agency.ts'
import { writeFiles } from '../../support/large-client.ts'
import { TODAY } from '../../support/scenario.ts'
import { makeWorkplace, type Workplace } from '../../support/workplace.ts'

const SIZES: readonly Omit<EstateSize, 'seed'>[] = [
  { clients: 2, assetsPerClient: 8, peoplePerAsset: 2.5, people: 9, otherAgencies: 2 },
  { clients: 1, assetsPerClient: 17, peoplePerAsset: 4, people: 11 },
  { clients: 1, assetsPerClient: 3, peoplePerAsset: 0.4, people: 6 },
]

describe('import of a generated estate', () => {
  for (const [at, size] of SIZES.entries()) {
    test.each([1, 2, 3, 4])(
      `asks for exactly what the estate holds (size ${at + 1}, seed %i)`,
      async (seed) => {
        const estate = generateEstate({ seed: seed * 10 + at, ...size })
        await using place = await generatedWorkplace(estate)
        for (const [index, client] of clientsOf(estate).entries()) {
          const slug = `client-${index + 1}`
          const { exit } = await place.json('import', slug, '--business', client)
          expect([0, 2]).toContain(exit)
          expect(await accessIn(place, slug)).toEqual(accessOf(estate, client))
        }
        expect(place.emulator.requests.counts().writes).toBe(0)
      },
    )
  }
})

async function generatedWorkplace(estate: Estate): Promise<Workplace> {
  const place = await makeWorkplace({ estate })
  await rm(join(place.root, 'access/clients'), { recursive: true })
  await writeFiles(place.root, [...generatedAgency(estate), { path: 'access/clients/.keep', text: '' }])
  return place
}

function clientsOf(estate: Estate): string[] {
  return [...new Set(estate.assets.map(({ owner }) => owner))]
}

/** What the files ask for: per asset who has which tasks, and our grant. */
async function accessIn({ root }: Workplace, slug: string): Promise<unknown> {
  const { model, findings } = buildModel((await readAccessFiles(root)).files, TODAY)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  const client = model?.clients.find((one) => one.slug === slug)
  if (model === undefined || client === undefined) throw new Error('no client')
  const desired = desiredAccess(model, client, TODAY)
  return Object.fromEntries(
    desired.assets.map(({ id, kind, share, people }) => [
      id,
      {
        partner: isShown(kind) && share.by === 'partner' ? share.grant.tasks : undefined,
        people: Object.fromEntries(people.map(({ principal, tasks }) => [principal, tasks])),
      },
    ]),
  )
}

/** Whether Meta shows the tasks of our share. */
function isShown(kind: AssetKind): boolean {
  return factsOf(kind).shareShows !== 'nothing'
}

/** The same, straight from the estate. */
function accessOf({ businesses, assets }: Estate, owner: string): unknown {
  const emails = new Map(businesses[0]?.people.map(({ id, email }) => [id, email]))
  return Object.fromEntries(
    assets
      .filter((asset) => asset.owner === owner)
      .map(({ id, kind, partners, assignments }) => [
        id,
        {
          partner: isShown(kind) ? partners[0]?.tasks : undefined,
          people: Object.fromEntries(
            assignments.flatMap(({ user, tasks }) => {
              const email = emails.get(user)
              return email === undefined ? [] : [[email, tasks]]
            }),
          ),
        },
      ]),
  )
}
