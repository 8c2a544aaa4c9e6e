import { GraphError } from './graph-error.ts'
import { answerOf } from './operation.ts'
import { writeIn } from './reads.ts'
import { DEFAULT_RETRY, waitBefore, type RetryPolicy } from './retry.ts'
import type { GraphAnswer, GraphRequest, Transport } from './transport.ts'
import { waitMinutesIn } from './usage.ts'

/**
 * Repeats the operations of a batch of reads that had no answer or a passing error, as `withRetry` repeats whole
 * requests. The others keep their answers, even when the repeated request fails.
 */
export function withOperationRetry(transport: Transport, policy: RetryPolicy = DEFAULT_RETRY): Transport {
  return async (request) => {
    const operations: unknown = request.params['batch']
    const answer = await transport(request)
    if (!Array.isArray(operations) || writeIn(request) !== undefined) return answer
    const results: unknown[] = operations.map((_, index) => resultAt(answer, index))
    let last = answer
    for (let attempt = 1; ; attempt += 1) {
      const waits = results.map((result) => waitFor(result, last, attempt, policy))
      const open = [...waits.keys()].filter((index) => waits[index] !== undefined)
      if (open.length === 0) return { ...answer, body: results }
      await policy.sleep(Math.max(...open.map((index) => waits[index] ?? 0)))
      const batch = open.map((index): unknown => operations[index])
      const again = await orUndefined(transport, { ...request, params: { ...request.params, batch } })
      if (again === undefined) return { ...answer, body: results }
      for (const [at, index] of open.entries()) results[index] = resultAt(again, at)
      last = again
    }
  }
}

function resultAt({ body }: GraphAnswer, index: number): unknown {
  return Array.isArray(body) ? (body[index] ?? null) : null
}

/** Only the outer answer has headers, so its wait applies to each operation. */
function waitFor(
  result: unknown,
  { headers }: GraphAnswer,
  attempt: number,
  policy: RetryPolicy,
): number | undefined {
  const answer = answerOf(result, '')
  if (!('error' in answer)) return undefined
  const waitMinutes = waitMinutesIn(headers)
  const { facts } = answer.error
  const error = new GraphError({ ...facts, ...(waitMinutes === undefined ? {} : { waitMinutes }) })
  return waitBefore(error, 'read', attempt, policy)
}

async function orUndefined(transport: Transport, request: GraphRequest): Promise<GraphAnswer | undefined> {
  try {
    return await transport(request)
  } catch (error) {
    if (error instanceof GraphError) return undefined
    throw error
  }
}
