import { z } from 'zod'

/** A schema's own metadata: `metagrant` names its type for `wrong-value.ts`, `wanted` is that type in words. */
export type SchemaMeta = {
  readonly metagrant?: string
  readonly kind?: string
  readonly wanted?: string
  readonly title?: string
}

/** The keys that a schema knows at `path`, for every shape of the value there, in the schema's order. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const shapes = schemasAt(schema, path).flatMap(shapesOf)
  return [...new Set(shapes.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))]
}

/** The metadata of the schema at `path`. */
export function metaAt(schema: z.ZodType, path: readonly PropertyKey[]): SchemaMeta {
  const [first] = schemasAt(schema, path)
  return first === undefined ? {} : metaOf(first)
}

/** An outer "optional" or "default" holds the title of this use, the schema inside holds the rest. */
function metaOf(schema: z.ZodType): SchemaMeta {
  const inner = innerOf(schema)
  return { ...(inner === undefined ? {} : metaOf(inner)), ...(schema.meta() as SchemaMeta | undefined) }
}

function schemasAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType[] {
  return path.reduce<z.ZodType[]>(
    (at, key) => at.flatMap(shapesOf).flatMap((shape) => childrenOf(shape, key)),
    [schema],
  )
}

/** The schemas behind optional, default and union. */
function shapesOf(schema: z.ZodType): z.ZodType[] {
  const inner = innerOf(schema)
  if (inner !== undefined) return shapesOf(inner)
  return schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]).flatMap(shapesOf) : [schema]
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? (schema.unwrap() as z.ZodType)
    : undefined
}

function childrenOf(schema: z.ZodType, key: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType]
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType]
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key)) return []
  return [Reflect.get(schema.shape, key) as z.ZodType]
}
