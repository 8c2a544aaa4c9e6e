import { z } from 'zod'

const pattern = z.string().refine(isPattern, 'is not a regular expression')

const match = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'DELETE']).optional(),
    edge: z
      .string()
      .optional()
      .describe(
        'Node kind and edge as the request log has it, with or without the method: "act/assigned_users"',
      ),
    path: pattern.optional().describe('Regular expression on the path, which starts with the version'),
    side: pattern.optional().describe('Regular expression on the side: "system_user:9001"'),
    limit_above: z.int().optional().describe('Only requests whose `limit` is higher'),
    batched: z.boolean().optional().describe('Only inside a batch, or only outside'),
  })
  .describe('Which operations; empty means all')

const error = z.strictObject({
  code: z.int(),
  subcode: z.int().optional(),
  status: z
    .int()
    .optional()
    .describe('HTTP status; default: that of the code. 200 wraps the error in a success'),
  message: z.string().optional(),
})

const outcome = z
  .strictObject({
    error: error.optional(),
    hang: z.int().optional().describe('No answer; the connection is cut after this many milliseconds'),
    reset: z.literal(true).optional().describe('The connection is cut at once'),
    malformed: z.literal(true).optional().describe('The answer is not JSON'),
    empty: z.literal(true).optional().describe('A list answers no rows'),
    without: z.array(z.string()).min(1).optional().describe('The rows of a list lack these fields'),
    answer: z
      .json()
      .optional()
      .describe('Answers 200 with this; a write takes effect only with `carried_out`'),
    null: z.literal(true).optional().describe('Inside a batch, no answer for this operation'),
    lag: z.int().optional().describe('A read shows the state of this many milliseconds ago'),
    delay: z.int().optional().describe('Delays the answer by this many milliseconds'),
  })
  .refine((one) => Object.keys(one).length === 1, 'name exactly one outcome')

const fault = z
  .strictObject({
    match: match.default({}),
    nth: z.int().min(1).optional().describe('Only the nth operation that matches'),
    after: z.int().min(0).optional().describe('Skips this many matches first'),
    times: z.int().min(1).optional().describe('At most this many times'),
    carried_out: z
      .boolean()
      .default(false)
      .describe('Whether a write takes effect although its answer is lost'),
    outcome,
  })
  .describe('A fault to inject')

export const faultsSchema = z.array(fault)

export type InjectedFault = z.output<typeof fault>
export type FaultInput = z.input<typeof fault>

/** What faults match an operation by. */
export type FaultTarget = {
  readonly method: string
  /** "act/assigned_users". */
  readonly edge: string
  readonly path: string
  readonly side: string
  readonly limit: number | undefined
  readonly batched: boolean
}

/** Decides which operations fail. It counts, so that a fault can hit the third operation of its kind. */
export class Faults {
  readonly #faults: readonly InjectedFault[]
  readonly #seen: number[]

  constructor(faults: readonly InjectedFault[]) {
    this.#faults = faults
    this.#seen = faults.map(() => 0)
  }

  /** The first fault that hits; every matching fault counts the operation. */
  next(target: FaultTarget): InjectedFault | undefined {
    const hits = this.#faults.filter((one, index) => {
      if (!matches(one, target)) return false
      const seen = (this.#seen[index] ?? 0) + 1
      this.#seen[index] = seen
      return isDue(one, seen)
    })
    return hits[0]
  }
}

function matches(
  { match }: InjectedFault,
  { method, edge, path, side, limit, batched }: FaultTarget,
): boolean {
  return (
    (match.method === undefined || match.method === method) &&
    (match.edge === undefined || match.edge === edge || match.edge === `${method} ${edge}`) &&
    (match.path === undefined || new RegExp(match.path).test(path)) &&
    (match.side === undefined || new RegExp(match.side).test(side)) &&
    (match.limit_above === undefined || (limit ?? 0) > match.limit_above) &&
    (match.batched === undefined || match.batched === batched)
  )
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

function isDue({ nth, after = 0, times = Number.POSITIVE_INFINITY }: InjectedFault, seen: number): boolean {
  if (nth !== undefined) return seen === nth
  return seen > after && seen <= after + times
}
