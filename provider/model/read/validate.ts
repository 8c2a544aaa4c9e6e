import type { z } from 'zod'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { brief, listed, nearestOf } from '../../findings/phrases.ts'
import { keysAt, metaAt } from './schema-at.ts'
import { locate, type YamlSource } from './source.ts'
import { valueAt, wrongValue, type CheckedSource, type Issue, type IssuePath } from './wrong-value.ts'

const MERGE_KEY = '<<'

export type Validated<T> = { readonly value: T } | { readonly findings: readonly Finding[] }

/** Validates a source against the schema of its file; every fault becomes a finding with its address. */
export function validate<S extends z.ZodType>(source: YamlSource, schema: S): Validated<z.output<S>> {
  const parsed = schema.safeParse(source.value)
  if (parsed.success) return { value: parsed.data }
  return { findings: findingsOf({ source, schema }, parsed.error.issues, []) }
}

/** One finding a value. A missing key is not reported when a misspelt key is nearest to it. */
function findingsOf(file: CheckedSource, issues: readonly Issue[], base: IssuePath): Finding[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(file, [...base, ...issue.path], issue.keys) : [],
  )
  const told = new Set(unknown.flatMap(({ nearest }) => (nearest === undefined ? [] : [placeKey(nearest)])))
  const others = issues
    .filter(({ code }) => code !== 'unrecognized_keys')
    .flatMap((issue) => {
      const path = [...base, ...issue.path]
      const key = placeKey(path)
      if (told.has(key)) return []
      told.add(key)
      return otherFindings(file, issue, path)
    })
  return [...unknown.map((one) => one.finding), ...others]
}

function placeKey(path: IssuePath): string {
  return JSON.stringify(path)
}

function unknownKeys({ source, schema }: CheckedSource, path: IssuePath, keys: readonly string[]) {
  const present = valueAt(source.value, path) as object
  const known = keysAt(schema, path)
  const free = known.filter((key) => !Object.hasOwn(present, key))
  return keys.map((name) => {
    const place = locate(source, path, name)
    if (name === MERGE_KEY) return { nearest: undefined, finding: finding('YAML_MERGE_KEY', {}, place) }
    const nearest = nearestOf(name, free)
    const key = brief(name)
    if (nearest === undefined) {
      return {
        nearest: undefined,
        finding: finding('KEY_UNKNOWN', { key, known: listed(free.length > 0 ? free : known) }, place),
      }
    }
    return { nearest: [...path, nearest], finding: finding('KEY_MISSPELT', { key, nearest }, place) }
  })
}

function otherFindings(file: CheckedSource, issue: Issue, path: IssuePath): Finding[] {
  if (issue.code === 'invalid_key') return [wrongName(file, issue, path)]
  if (valueAt(file.source.value, path) === undefined) return [missingKey(file, path)]
  return issue.code === 'invalid_union' ? unionFindings(file, issue, path) : [wrongValue(file, path, issue)]
}

/** The name of an entry, such as a function's, is both a key and a value. */
function wrongName(
  { source }: CheckedSource,
  issue: Issue & { code: 'invalid_key' },
  path: IssuePath,
): Finding {
  const name = String(path.at(-1))
  const wanted = issue.issues[0]?.message ?? 'a name'
  return finding(
    'VALUE_WRONG',
    { key: 'name', value: brief(name), wanted },
    locate(source, path.slice(0, -1), name),
  )
}

function missingKey({ source, schema }: CheckedSource, path: IssuePath): Finding {
  const { title, wanted } = metaAt(schema, path)
  const what = title ?? wanted ?? 'a value'
  return finding(
    'KEY_MISSING',
    { key: String(path.at(-1)), what: lowerFirst(what) },
    locate(source, path.slice(0, -1)),
  )
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
}

/** A value may have several shapes; the shape with the nearest match reports the fault. */
function unionFindings(
  file: CheckedSource,
  issue: Issue & { code: 'invalid_union' },
  path: IssuePath,
): Finding[] {
  const shaped = issue.errors.filter((branch) => !branch.some(isAtTop))
  const nearest = [...shaped].sort((a, b) => a.length - b.length)[0]
  return nearest === undefined ? [wrongValue(file, path, issue)] : findingsOf(file, nearest, path)
}

/** Whether the fault concerns the whole value and not a part of it: the value then has another shape. */
function isAtTop(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code !== 'unrecognized_keys'
}
