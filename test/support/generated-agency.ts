import { stringify } from 'yaml'
import type { Estate } from '../../provider/emulator/index.ts'
import { exampleFiles } from './scenario.ts'
import { NO_POLICY } from './no-policy.ts'

type TextFile = { readonly path: string; readonly text: string }

const FUNCTIONS = ['media-buyer', 'strategist', 'analyst', 'measurement', 'billing']

/**
 * The common files for the agency of a generated estate, with the example's functions and packages. Each person has one
 * function or two; admins have none. The import writes the client files.
 */
export function generatedAgency(estate: Estate): TextFile[] {
  const agency = estate.businesses[0]
  if (agency === undefined) throw new Error('Cannot make the files of an estate without an agency')
  const people = agency.people.map(({ email, role }, index) => {
    const first = FUNCTIONS[index % FUNCTIONS.length] ?? ''
    const second = FUNCTIONS[(index + 2) % FUNCTIONS.length] ?? ''
    const admin = role === 'ADMIN'
    return {
      email,
      functions: admin ? [] : index % 3 === 0 ? [first, second] : [first],
      ...(admin ? { business_role: 'admin' } : {}),
    }
  })
  const common = exampleFiles()
    .filter(({ path }) => /functions|packages/.test(path))
    .map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }))
  return [
    {
      path: 'access/agency.yaml',
      text: stringify({
        version: 1,
        name: 'Agency',
        business: agency.id,
        domains: [agency.people[0]?.email.split('@')[1] ?? ''],
        people,
        system_users: [{ name: 'metagrant', role: 'admin' }],
      }),
    },
    ...common,
    { path: 'access/policy.yaml', text: NO_POLICY },
  ]
}
