import { createHash } from 'node:crypto'
import type { InjectedFault } from '../faults.ts'
import { GraphFailure } from './failure.ts'

/** The result of one operation. `body` is text where it is not rendered as JSON. */
export type Result = {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
  /** No answer: the connection is cut. */
  readonly lost?: true
  /** Milliseconds before the answer, or before the connection is cut. */
  readonly delay?: number
}

/** An error as a result. `trace` counts requests, so every answer has its own id. */
export function refused(failure: GraphFailure, trace: number): Result {
  const id = createHash('sha256').update(`trace ${trace}`).digest('base64url').slice(0, 22)
  return { status: failure.status, body: failure.body(`A${id}`), headers: {} }
}

/** Applies a fault to an operation, which `run` executes. `run` itself handles a lag. */
export function spoiled(fault: InjectedFault, run: () => Result, isRead: boolean, trace: number): Result {
  const { outcome } = fault
  if (outcome.lag !== undefined) return run()
  if (outcome.delay !== undefined) return { ...run(), delay: outcome.delay }
  if (outcome.empty !== undefined) return emptied(run())
  if (outcome.without !== undefined) return lacking(run(), outcome.without)
  if (fault.carried_out && !isRead) run()
  if (outcome.error !== undefined) return refused(failureOf(outcome.error), trace)
  if (outcome.answer !== undefined) return { status: 200, body: outcome.answer, headers: {} }
  if (outcome.malformed !== undefined)
    return { status: 200, body: '<html><body>Sorry, something went wrong.</body>', headers: {} }
  const lost = { status: 0, body: null, headers: {}, lost: true } as const
  return outcome.hang === undefined ? lost : { ...lost, delay: outcome.hang }
}

function failureOf({
  code,
  subcode,
  status,
  message,
}: NonNullable<InjectedFault['outcome']['error']>): GraphFailure {
  return new GraphFailure({
    code,
    message: message ?? `(#${code}) An unknown error has occurred.`,
    ...(subcode === undefined ? {} : { subcode }),
    ...(status === undefined ? {} : { status }),
  })
}

function emptied(result: Result): Result {
  const { body } = result
  return body !== null && typeof body === 'object' && 'data' in body
    ? { ...result, body: { data: [] } }
    : result
}

/** A list whose rows lack some fields. */
function lacking(result: Result, keys: readonly string[]): Result {
  const data: unknown = Object.getOwnPropertyDescriptor(Object(result.body), 'data')?.value
  if (!Array.isArray(data)) return result
  const rows = data.map((row: unknown) =>
    Object.fromEntries(Object.entries(Object(row)).filter(([key]) => !keys.includes(key))),
  )
  return { ...result, body: { ...Object(result.body), data: rows } }
}

/** The code of an error envelope. */
export function codeOf({ body }: Result): number | undefined {
  if (body === null || typeof body !== 'object' || !('error' in body)) return undefined
  const { error } = body as { readonly error: { readonly code?: number } }
  return error.code
}
