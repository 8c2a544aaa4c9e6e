import { z } from 'zod'
import { generateEstate } from './generate.ts'
import { parseEstate, type Parsed } from './parse.ts'

const MOST = { clients: 2000, assets: 100, people: 2000 } as const

/** A file with counts from which an estate is generated. */
const generatedSchema = z.strictObject({
  generate: z.strictObject({
    seed: z.int().min(0).default(1).describe('The same seed gives the same estate'),
    clients: z.int().min(1).max(MOST.clients),
    assets_per_client: z.int().min(1).max(MOST.assets),
    people_per_asset: z.number().min(0).max(MOST.people).describe('A fraction is an average'),
    people: z.int().min(1).max(MOST.people).describe('People of the agency'),
    other_agencies: z.int().min(0).max(100).default(0),
    domain: z.string().min(3).default('agency.example').describe("Domain of the agency's e-mails"),
  }),
})

/** The estate that a file holds or that its counts generate; otherwise every problem. Never throws. */
export function parseEstateFile(value: unknown): Parsed {
  if (value === null || typeof value !== 'object' || !('generate' in value)) return parseEstate(value)
  const result = generatedSchema.safeParse(value)
  if (!result.success)
    return { problems: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
  const { seed, clients, people, domain, ...rest } = result.data.generate
  return parseEstate(
    generateEstate({
      seed,
      clients,
      people,
      domain,
      assetsPerClient: rest.assets_per_client,
      peoplePerAsset: rest.people_per_asset,
      otherAgencies: rest.other_agencies,
    }),
  )
}
