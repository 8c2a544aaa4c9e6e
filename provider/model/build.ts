import type { z } from 'zod'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { AGENCY_FILE, CLIENTS_FOLDER, FUNCTIONS_FILE, PACKAGES_FILE, POLICY_FILE } from './access-files.ts'
import type { Model, Principal } from './model.ts'
import type { Moment } from './moment.ts'
import { normaliseAgency } from './normalise/agency.ts'
import { normaliseClient } from './normalise/client.ts'
import { normalisePolicy } from './normalise/policy.ts'
import { normaliseFunctions, normalisePackages } from './normalise/tables.ts'
import { DEFAULT_POLICY } from './policy-defaults.ts'
import { readSource, type RawFile, type Source } from './read/source.ts'
import { validate } from './read/validate.ts'
import { RULES } from './rules/index.ts'
import { agencyFile } from './written/agency.ts'
import { clientFile, type WrittenClient } from './written/client.ts'
import { functionsFile } from './written/functions.ts'
import { packagesFile } from './written/packages.ts'
import { policyFile } from './written/policy.ts'

/** `model` is undefined when a common file cannot be used; a broken client file is only left out. */
export type BuiltModel = { readonly model: Model | undefined; readonly findings: readonly Finding[] }

type ReadOutcome<T> =
  { readonly source: Source; readonly value: T } | { readonly findings: readonly Finding[] }

/**
 * Builds the model from the access files: reads and validates, normalises, then checks across files. Collects every
 * finding and never throws. `today` (a UTC day or minute) decides what has ended; `former` are principals that an
 * earlier agency.yaml listed.
 */
export function buildModel(
  files: readonly RawFile[],
  today: Moment,
  former: ReadonlySet<Principal> = new Set(),
): BuiltModel {
  const agency = readCommon(files, AGENCY_FILE, agencyFile)
  const functions = readCommon(files, FUNCTIONS_FILE, functionsFile)
  const packages = readCommon(files, PACKAGES_FILE, packagesFile)
  const policyRead = files.find(({ path }) => path === POLICY_FILE)
  const policy = policyRead === undefined ? undefined : readFile(policyRead, policyFile)
  const clients = files
    .filter(({ path }) => path.startsWith(CLIENTS_FOLDER))
    .map((file): ReadOutcome<WrittenClient> => readFile(file, clientFile))
  const findings = [agency, functions, packages, policy, ...clients].flatMap((one) =>
    one !== undefined && 'findings' in one ? one.findings : [],
  )
  if ('findings' in agency || 'findings' in functions || 'findings' in packages)
    return { model: undefined, findings }
  if (policy !== undefined && 'findings' in policy) return { model: undefined, findings }

  const functionTable = normaliseFunctions(functions.source, functions.value)
  const packageTable = normalisePackages(packages.value)
  const model: Model = {
    agency: { ...normaliseAgency(agency.source, agency.value, functionTable), former },
    functions: functionTable,
    packages: packageTable,
    policy: policy === undefined ? DEFAULT_POLICY : normalisePolicy(policy.source, policy.value),
    clients: clients.flatMap((one) =>
      'findings' in one ? [] : [normaliseClient(one.source, one.value, packageTable.get(one.value.package))],
    ),
  }
  return { model, findings: [...findings, ...RULES.flatMap((rule) => rule(model, today))] }
}

function readCommon<S extends z.ZodType>(
  files: readonly RawFile[],
  path: string,
  schema: S,
): ReadOutcome<z.output<S>> {
  const file = files.find((one) => one.path === path)
  if (file !== undefined) return readFile(file, schema)
  return { findings: [finding('FILE_MISSING', { file: path }, { file: path })] }
}

function readFile<S extends z.ZodType>(file: RawFile, schema: S): ReadOutcome<z.output<S>> {
  const read = readSource(file)
  if ('findings' in read) return read
  const validated = validate(read.source, schema)
  return 'findings' in validated ? validated : { source: read.source, value: validated.value }
}
