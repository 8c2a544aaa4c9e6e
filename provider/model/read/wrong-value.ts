import type { z } from 'zod'
import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { brief, listed, nearestOf } from '../../findings/phrases.ts'
import { oneOfKind, type AssetKind } from '../kinds.ts'
import { oddCharacter } from '../visible.ts'
import { metaAt, type SchemaMeta } from './schema-at.ts'
import { locate, type YamlSource } from './source.ts'

export type Issue = z.core.$ZodIssue
export type IssuePath = readonly PropertyKey[]
export type CheckedSource = { readonly source: YamlSource; readonly schema: z.ZodType }

type Wrong = {
  readonly key: string
  readonly value: string
  readonly wanted: string
  readonly choices: readonly string[]
  readonly meta: SchemaMeta
  readonly place: Address
}

/** The types with a finding of their own, by the mark of their schema (`written/scalars.ts`, `written/levels.ts`). */
const OWN_FINDINGS: Readonly<Record<string, (wrong: Wrong) => Finding>> = {
  id: idFinding,
  'ad-account-id': adAccountFinding,
  'asset-id': (wrong) => (/^act/i.test(wrong.value) ? adAccountFinding(wrong) : idFinding(wrong)),
  date: ({ value, place }) => finding('DATE_INVALID', { value }, place),
  level: levelFinding,
}

/** The parser's names of types -> words for people. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

/** The finding for an existing value that the schema does not accept. */
export function wrongValue({ source, schema }: CheckedSource, path: IssuePath, issue: Issue): Finding {
  const value = valueAt(source.value, path)
  const meta = metaAt(schema, path)
  const key = keyAt(path) ?? source.path
  const place = locate(source, path)
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const wrong = { key, value: printed(value), wanted: wantedBy(issue, meta, choices), choices, meta, place }
  if (value === '') return finding('VALUE_EMPTY', { key, wanted: wrong.wanted }, place)
  const char = typeof value === 'string' && path.length > 0 ? oddCharacter(value) : undefined
  if (char !== undefined)
    return finding('CHARACTER_ODD', { key, value: wrong.value, wanted: wrong.wanted, char }, place)
  const own = typeof value === 'string' ? OWN_FINDINGS[meta.metagrant ?? ''] : undefined
  return own === undefined ? plainFinding(wrong) : own(wrong)
}

/** The value at a path into text, lists and mappings; undefined when there is none. */
export function valueAt(value: unknown, path: IssuePath): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  )
}

function wantedBy(issue: Issue, meta: SchemaMeta, choices: readonly string[]): string {
  if (meta.wanted !== undefined) return meta.wanted
  if (issue.code === 'invalid_type') return TYPE_WORDS[issue.expected] ?? issue.expected
  if (choices.length === 0) return issue.message
  return choices.length === 1 ? listed(choices) : `one of ${listed(choices)}`
}

function plainFinding({ key, value, wanted, choices, place }: Wrong): Finding {
  const nearest = nearestOf(value, choices)
  if (nearest === undefined) return finding('VALUE_WRONG', { key, value, wanted }, place)
  return finding('VALUE_MISSPELT', { key, value, wanted, nearest }, place)
}

function idFinding({ key, value, place }: Wrong): Finding {
  return finding('ID_NOT_NUMERIC', { value, what: key === 'business' ? 'a Business' : 'an asset' }, place)
}

function adAccountFinding({ value, place }: Wrong): Finding {
  const digits = value.replace(/\D/g, '')
  return finding(
    'AD_ACCOUNT_ID_PREFIX',
    { value, nearest: `act_${/^[1-9]/.test(digits) ? digits : '<digits>'}` },
    place,
  )
}

/** A level that resembles none of the kind is probably a level of another kind and not a typing mistake. */
function levelFinding(wrong: Wrong): Finding {
  const { value, choices, meta, place } = wrong
  if (meta.kind === undefined || nearestOf(value, choices) !== undefined) return plainFinding(wrong)
  const kind = oneOfKind(meta.kind as AssetKind)
  return finding('LEVEL_UNKNOWN', { level: value, kind, known: listed(choices) }, place)
}

/** The key that a value belongs to; an entry of a list takes the key of the list. */
function keyAt(path: IssuePath): string | undefined {
  const key = path.findLast((part) => typeof part === 'string')
  const last = path.at(-1)
  return key !== undefined && typeof last === 'number'
    ? `${brief(key)}, entry ${last + 1}`
    : key && brief(key)
}

function printed(value: unknown): string {
  return brief(typeof value === 'string' ? value : JSON.stringify(value))
}
