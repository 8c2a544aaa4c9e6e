import type { YamlSource } from '../read/source.ts'
import type { Agency, Person, TeamFunction } from '../model.ts'
import { placed } from './placed.ts'
import { BUSINESS_ROLES, type BusinessRole, type WrittenAgency } from '../written/agency.ts'

/** Normalises agency.yaml: a person has the Business role of their functions unless the file chooses another. */
export function normaliseAgency(
  source: YamlSource,
  written: WrittenAgency,
  functions: ReadonlyMap<string, TeamFunction>,
): Omit<Agency, 'former'> {
  return {
    name: written.name,
    business: written.business,
    domains: written.domains,
    people: written.people.map((person, index): Person => {
      const names = person.functions ?? []
      return {
        email: person.email,
        name: person.name ?? person.email,
        functions: names,
        businessRole:
          person.business_role ?? roleOf(names.flatMap((name) => functions.get(name)?.businessRole ?? [])),
        id: person.id,
        github: person.github,
        ...placed(source, ['people', index]),
      }
    }),
    systemUsers: written.system_users.map((user, index) => ({
      name: user.name,
      functions: user.functions ?? [],
      role: user.role,
      id: user.id,
      ...placed(source, ['system_users', index]),
    })),
  }
}

/** A person has one role: of those that their functions ask for, the last in the order of `BUSINESS_ROLES`. */
function roleOf(roles: readonly BusinessRole[]): BusinessRole {
  return BUSINESS_ROLES.findLast((role) => roles.includes(role)) ?? 'employee'
}
