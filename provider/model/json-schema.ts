import { z } from 'zod'
import { agencyFile } from './written/agency.ts'
import { clientFile } from './written/client.ts'
import { functionsFile } from './written/functions.ts'
import { packagesFile } from './written/packages.ts'
import { policyFile } from './written/policy.ts'

/** The schema of each access file, by the name of its JSON Schema in access/schema. */
const FILES = {
  agency: agencyFile,
  functions: functionsFile,
  packages: packagesFile,
  policy: policyFile,
  client: clientFile,
}

/**
 * What an editor may find where we read text, by the mark of the type: it knows `1001`, `5000.50` and `2026` as
 * numbers, and holds the schema against them before any scalar becomes text.
 */
const EDITOR_TYPES: Readonly<Record<string, object>> = {
  id: { type: ['string', 'integer'] },
  count: { type: ['string', 'integer'] },
  money: { type: ['string', 'number'] },
  text: { type: ['string', 'number', 'boolean'] },
  version: { enum: [1, '1'] },
}

/** The text of every JSON Schema in access/schema, by file name; a test keeps the files equal to this. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchemaOf(schema), null, 2)}\n`,
    ]),
  )
}

/** Draft 7 is what the YAML support of editors knows best. */
function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => forEditors(jsonSchema),
  })
}

/** Keeps what an editor shows and checks; our own marks are of no use to it. */
function forEditors(jsonSchema: Record<string, unknown>): void {
  const editorType = EDITOR_TYPES[String(jsonSchema['metagrant'])]
  for (const key of ['metagrant', 'kind', 'wanted']) delete jsonSchema[key]
  if (editorType === undefined) return
  for (const key of ['type', 'const']) delete jsonSchema[key]
  Object.assign(jsonSchema, editorType)
}
