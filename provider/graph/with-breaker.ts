import type { Outcome, Stop } from './breaker.ts'
import type { Breaker } from './breaker-queue.ts'
import { GraphError } from './graph-error.ts'
import { answerOf } from './operation.ts'
import { writeIn } from './reads.ts'
import type { GraphAnswer, GraphRequest, Transport } from './transport.ts'
import { waitMinutesIn } from './usage.ts'

/** Sends a request only when the breaker of its token lets it through; else throws a GraphError that says so. */
export function withBreaker(transport: Transport, breaker: Breaker): Transport {
  return async (request) => {
    const lane = writeIn(request) === undefined ? 'read' : 'write'
    // The first part is the version.
    const [, node = '', ...edge] = request.path.split('/')
    const entered = await breaker.enter({ lane, node, edge: edge.join('/') })
    if ('stop' in entered) throw unsent(request, entered.stop)
    let outcome: Outcome = 'lost'
    try {
      const answer = await transport(request)
      outcome = ofAnswer(request, answer)
      return answer
    } catch (error) {
      outcome = ofError(error)
      throw error
    } finally {
      breaker.leave(entered.go, outcome)
    }
  }
}

function unsent({ method, path }: GraphRequest, stop: Stop): GraphError {
  return new GraphError({ ...stop, method, path, status: 0, unsent: true })
}

function ofError(error: unknown): Outcome {
  if (!(error instanceof GraphError)) return 'lost'
  const { kind, code, subcode, message, waitMinutes } = error.facts
  if (kind === 'unreachable' || kind === 'transient') return 'lost'
  if (kind !== 'throttled' && kind !== 'blocked') return 'answered'
  return { refused: { kind, code, subcode, message, ...(waitMinutes === undefined ? {} : { waitMinutes }) } }
}

/** The worst that Meta said in an answer: a batch has one for each operation. */
function ofAnswer({ params }: GraphRequest, { body, headers }: GraphAnswer): Outcome {
  if (!Array.isArray(params['batch']) || !Array.isArray(body)) return 'answered'
  const refused = body.flatMap((result: unknown) => {
    const answer = answerOf(result, '')
    const outcome = 'error' in answer ? ofError(answer.error) : 'answered'
    return typeof outcome === 'string' ? [] : [outcome.refused]
  })
  const worst = refused.find(({ kind }) => kind === 'blocked')
  if (worst !== undefined) return { refused: worst }
  const [first] = refused
  const waitMinutes = waitMinutesIn(headers)
  if (first === undefined || refused.length < body.length) return 'answered'
  return { refused: { ...first, ...(waitMinutes === undefined ? {} : { waitMinutes }) } }
}
