import { z } from 'zod'
import { levelsByKind } from './levels.ts'
import { sentence, slug, version } from './scalars.ts'

const servicePackage = z.strictObject({
  title: sentence.meta({ title: 'The package in words' }),
  levels: levelsByKind.meta({
    title: 'The level to ask of the client on each kind of asset',
    description: 'metagrant does not ask for a kind that is left out',
  }),
})

/** `access/packages.yaml`: the levels that a service needs from a client. */
export const packagesFile = z
  .strictObject({ version, packages: z.record(slug, servicePackage).meta({ title: 'The packages by name' }) })
  .meta({ title: 'metagrant: service packages', description: 'Service package to level asked of the client' })

export type WrittenPackages = z.output<typeof packagesFile>
