import { z } from 'zod'
import { checkEstate, type Problem } from './check.ts'
import { estateSchema, type Estate } from './schema.ts'

export type Parsed = { readonly estate: Estate } | { readonly problems: readonly Problem[] }

/** Parses JSON or YAML values into an estate with defaults filled in; otherwise every problem. Never throws. */
export function parseEstate(value: unknown): Parsed {
  const result = estateSchema.safeParse(value)
  if (!result.success) {
    return { problems: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
  }
  const problems = checkEstate(result.data)
  return problems.length === 0 ? { estate: result.data } : { problems }
}

/** The JSON Schema of a written estate, for editors; a test compares `estate.schema.json` with it. */
export function estateJsonSchema(): object {
  return z.toJSONSchema(estateSchema, { io: 'input' })
}
