import { z } from 'zod'
import { agencyFile } from './written/agency.ts'
import { clientFile } from './written/client.ts'
import { functionsFile } from './written/functions.ts'
import { packagesFile } from './written/packages.ts'
import { policyFile } from './written/policy.ts'

/** The schema of each access file, by the file name of its JSON Schema in access/schema. */
const FILES = {
  agency: agencyFile,
  functions: functionsFile,
  packages: packagesFile,
  policy: policyFile,
  client: clientFile,
}

/**
 * The JSON type that editors may find where we read text, by the mark of our type. An editor parses `1001`, `5000.50`
 * and `2026` as numbers and validates them as such.
 */
const EDITOR_TYPES: Readonly<Record<string, object>> = {
  id: { type: ['string', 'integer'] },
  count: { type: ['string', 'integer'] },
  money: { type: ['string', 'number'] },
  text: { type: ['string', 'number', 'boolean'] },
  version: { enum: [1, '1'] },
}

/** The text of every JSON Schema in access/schema, by file name; a test compares the files with it. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchemaOf(schema), null, 2)}\n`,
    ]),
  )
}

/** YAML extensions of editors support draft 7 best. */
function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => forEditors(jsonSchema),
  })
}

/** Keeps what editors show and check, and removes our own marks. */
function forEditors(jsonSchema: Record<string, unknown>): void {
  const editorType = EDITOR_TYPES[String(jsonSchema['metagrant'])]
  for (const key of ['metagrant', 'kind', 'wanted']) delete jsonSchema[key]
  if (editorType === undefined) return
  for (const key of ['type', 'const']) delete jsonSchema[key]
  Object.assign(jsonSchema, editorType)
}
