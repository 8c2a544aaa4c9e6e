import { z } from 'zod'
import { checkEstate, type Problem } from './check.ts'
import { estateSchema, type Estate } from './schema.ts'

export type Parsed = { readonly estate: Estate } | { readonly problems: readonly Problem[] }

/** What JSON or YAML gave -> an estate with its defaults filled in, or every problem that it has. Never throws. */
export function parseEstate(value: unknown): Parsed {
  const result = estateSchema.safeParse(value)
  if (!result.success) {
    return { problems: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
  }
  const problems = checkEstate(result.data)
  return problems.length === 0 ? { estate: result.data } : { problems }
}

/** The JSON Schema of an estate as it is written, for editors; `estate.schema.json` holds it and a test compares them. */
export function estateJsonSchema(): object {
  return z.toJSONSchema(estateSchema, { io: 'input' })
}
