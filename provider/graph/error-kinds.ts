/** What an error of Meta means for us, independent of its code. */
export type ErrorKind =
  | 'token' // missing, expired, withdrawn or malformed: a person makes a new one
  | 'page-token' // the call needs a Page access token of somebody with a role on the Page
  | 'permission' // the token lacks a permission, or its holder a right
  | 'gone' // does not exist, or is not visible to this token: Meta answers both alike
  | 'two-factor'
  | 'throttled'
  | 'blocked' // blocked as abusive: only a long wait helps, a retry makes it longer
  | 'transient' // an error on Meta's side: the same request may pass later
  | 'too-much-data' // a smaller page passes
  | 'exists' // the write asked for what is already there
  | 'last-admin'
  | 'unreachable' // no answer of Meta: the result of a write is unknown
  | 'refused' // anything else: repeating does not help

type ErrorRule = {
  readonly codes: readonly number[]
  readonly subcodes?: readonly number[]
  readonly kind: ErrorKind
}

/**
 * Code (and subcode) -> kind; the first row that fits counts. Source: graph-api 4.2 (FACT, or LIVE-CLAIM, where the
 * table there says so). INFERENCE: that 190/492 ("no role on Page") says nothing about the token itself, and that a
 * code outside the table does not pass by itself.
 */
const RULES: readonly ErrorRule[] = [
  { codes: [190], subcodes: [492], kind: 'page-token' },
  { codes: [102, 104, 190], kind: 'token' },
  { codes: [415], kind: 'two-factor' },
  { codes: [100], subcodes: [33], kind: 'gone' },
  { codes: [4, 17, 32, 341, 613, ...range(80000, 80014)], kind: 'throttled' },
  { codes: [368], kind: 'blocked' },
  { codes: [1, 2, 3912, 3919], kind: 'transient' },
  { codes: [3936, 3944, 3946, 3989], kind: 'exists' },
  { codes: [3914], kind: 'last-admin' },
  { codes: [3, 10, ...range(200, 299), 3910, 3911, 3913], kind: 'permission' },
]

/** The kind of an error answer; `message` decides only where one code has two meanings. */
export function kindOf(code: number, subcode: number | undefined, message: string): ErrorKind {
  // Neither has a subcode of its own (graph-api 4.2, LIVE-CLAIM for the texts), so only the text distinguishes them.
  if (code === 190 && subcode === undefined && /page access token/i.test(message)) return 'page-token'
  if (code === 1 && /reduce the amount of data/i.test(message)) return 'too-much-data'
  const rule = RULES.find(
    ({ codes, subcodes }) =>
      codes.includes(code) && (subcodes === undefined || subcodes.includes(subcode ?? 0)),
  )
  return rule?.kind ?? 'refused'
}

const PASSING: readonly ErrorKind[] = ['throttled', 'blocked', 'transient', 'too-much-data', 'unreachable']

/** Whether Meta could not answer: the same request may have any result later. */
export function isPassing(kind: ErrorKind): boolean {
  return PASSING.includes(kind)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
