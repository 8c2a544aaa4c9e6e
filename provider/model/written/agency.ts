import { z } from 'zod'
import { domain, email, graphId, login, mark, sentence, slug, version } from './scalars.ts'

/** Roles of a person in our Business. Source: graph-api 2.4 (FACT). */
export const BUSINESS_ROLES = ['employee', 'finance-analyst', 'finance-editor', 'admin'] as const
export type BusinessRole = (typeof BUSINESS_ROLES)[number]

const functions = z
  .array(slug)
  .meta({ title: 'The functions they may have at a client, as in functions.yaml' })

const memberId = graphId.optional().meta({
  title: 'Their id in our Business',
  description: 'It stays when an address or a name changes at Meta',
})

const person = z.strictObject({
  email,
  id: memberId,
  name: mark.optional().meta({ title: 'First and last name' }),
  functions: functions.optional(),
  business_role: z
    .enum(BUSINESS_ROLES)
    .optional()
    .meta({ title: 'Their role in our Business', description: 'Default: the role of their functions' }),
  github: login.optional().meta({
    title: 'Their login at GitHub',
    description: 'metagrant assigns their pull requests to it',
  }),
})

const systemUser = z.strictObject({
  name: slug.meta({ title: 'The name in Business settings', description: 'With an id, any short name' }),
  id: memberId,
  functions: functions.optional(),
  role: z.enum(['employee', 'admin']).default('employee').meta({ title: 'The role of the system user' }),
})

/** `access/agency.yaml`: our Business, its members, and the domains of our e-mail addresses. */
export const agencyFile = z
  .strictObject({
    version,
    name: sentence.meta({ title: 'The name of our agency' }),
    business: graphId.meta({
      title: 'The id of our Business',
      description: 'Business settings, Business info',
    }),
    domains: z
      .array(domain)
      .min(1, 'a list with at least one domain')
      .meta({ title: 'The domains of the e-mail addresses of our people' }),
    people: z.array(person).meta({ title: 'Our people', description: '[] means none' }),
    system_users: z.array(systemUser).default([]).meta({ title: 'Our system users' }),
  })
  .meta({ title: 'metagrant: our agency', description: 'Our Business, its people and system users' })

export type WrittenAgency = z.output<typeof agencyFile>
