import { z } from 'zod'
import { BUSINESS_ROLES } from './agency.ts'
import { levelsByKind } from './levels.ts'
import { sentence, slug, version } from './scalars.ts'

/** No function gives "admin": somebody has to hold the Business, so agency.yaml names each admin. */
const roleByFunction = z.enum(BUSINESS_ROLES).exclude(['admin'])

const teamFunction = z.strictObject({
  title: sentence.meta({ title: 'The function in words' }),
  business_role: roleByFunction.meta({ title: 'The role in our Business that comes with the function' }),
  business_role_options: z
    .array(roleByFunction)
    .default([])
    .meta({ title: 'Other roles that agency.yaml may choose' }),
  levels: levelsByKind.meta({
    title: 'The level on each kind of asset',
    description: 'A kind that is left out gets no level',
  }),
  options: levelsByKind
    .default({})
    .meta({ title: 'Another level on a kind, which a client file may choose' }),
})

/** `access/functions.yaml`: what each team function needs, and no more. */
export const functionsFile = z
  .strictObject({
    version,
    functions: z.record(slug, teamFunction).meta({ title: 'The functions by name' }),
  })
  .meta({ title: 'metagrant: team functions', description: 'Team function to level per kind of asset' })

export type WrittenFunctions = z.output<typeof functionsFile>
