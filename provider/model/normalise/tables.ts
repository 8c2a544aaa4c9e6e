import type { ServicePackage, TeamFunction } from '../model.ts'
import type { Source } from '../read/source.ts'
import type { WrittenFunctions } from '../written/functions.ts'
import type { WrittenPackages } from '../written/packages.ts'
import { normaliseLevels } from './levels.ts'
import { placed } from './placed.ts'

/** Normalises functions.yaml, by name. */
export function normaliseFunctions(
  source: Source,
  written: WrittenFunctions,
): ReadonlyMap<string, TeamFunction> {
  return new Map(
    Object.entries(written.functions).map(([name, one]) => [
      name,
      {
        name,
        title: one.title,
        businessRole: one.business_role,
        businessRoleOptions: one.business_role_options,
        levels: normaliseLevels(one.levels),
        options: normaliseLevels(one.options),
        ...placed(source, ['functions', name]),
      },
    ]),
  )
}

/** Normalises packages.yaml, by name. */
export function normalisePackages(written: WrittenPackages): ReadonlyMap<string, ServicePackage> {
  return new Map(
    Object.entries(written.packages).map(([name, one]) => [
      name,
      { name, title: one.title, levels: normaliseLevels(one.levels) },
    ]),
  )
}
