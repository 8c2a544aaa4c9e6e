import { fieldOf, rowsOf, type RawAnswer } from './ask.ts'

/**
 * What a report holds of one call: never an id, a name or a message, because nothing but these shapes is copied from an
 * answer. `call` is a template that this program wrote ("GET {pixel}/assigned_users").
 */
export type Observation = {
  readonly call: string
  readonly status: number
  readonly code: string
  /** "0", "1", "2-24", "25" or "more": 25 is what Meta is believed to page by. */
  readonly rows?: string
  /** Whether there is a next page. */
  readonly more?: boolean
  /** Names of fields of the first rows. */
  readonly fields?: readonly string[]
  /** Values of fields that hold words of Meta's. */
  readonly values?: Readonly<Record<string, readonly string[]>>
  readonly isUpgraded?: true
  /** Words that this program wrote. */
  readonly says?: string
}

/** Fields whose values are words of Meta's; a value that does not look like one is not copied. */
const ENUMS = [
  'access_status',
  'permitted_roles',
  'permitted_tasks',
  'request_status',
  'role',
  'status',
  'tasks',
  'two_fac_status',
  'type',
  'user_type',
] as const

/** What a report may say of an answer. */
export function observe(call: string, answer: RawAnswer, says?: string): Observation {
  const list = fieldOf(answer.body, 'data')
  const records = Array.isArray(list) ? rowsOf(answer) : [list ?? answer.body]
  const fields = new Set(records.flatMap((record) => keysOf(record)))
  const values = Object.fromEntries(
    ENUMS.flatMap((name) => {
      const found = new Set(records.flatMap((record) => wordsIn(fieldOf(record, name))))
      return found.size === 0 ? [] : [[name, [...found].sort()] as const]
    }),
  )
  const isFine = answer.code === 'ok'
  return {
    call,
    status: answer.status,
    code: answer.code,
    ...(Array.isArray(list) ? { rows: bucket(list.length), more: hasNext(answer.body) } : {}),
    ...(isFine ? { fields: [...fields].sort() } : {}),
    ...(isFine && Object.keys(values).length > 0 ? { values } : {}),
    ...(answer.isUpgraded ? { isUpgraded: true as const } : {}),
    ...(says === undefined ? {} : { says }),
  }
}

function hasNext(body: unknown): boolean {
  return fieldOf(fieldOf(body, 'paging'), 'next') !== undefined
}

function bucket(count: number): string {
  if (count < 2) return String(count)
  return count < 25 ? '2-24' : count === 25 ? '25' : 'more'
}

/** Names of fields are lower-case words; keys that are ids or names of people are not. */
function keysOf(record: unknown): string[] {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return []
  return Object.keys(record).filter((key) => /^[a-z][a-z_]{1,60}$/.test(key))
}

/** One list is one word, so that a report shows which tasks come together. */
function wordsIn(value: unknown): string[] {
  const words = (Array.isArray(value) ? value : [value]).filter(
    (word): word is string => typeof word === 'string' && /^[A-Za-z][A-Za-z_]{1,60}$/.test(word),
  )
  return words.length === 0 ? [] : [words.sort().join(' ')]
}
