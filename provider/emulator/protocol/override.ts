import { GraphFailure } from './failure.ts'
import { FAILURES } from './failures.ts'
import type { ServedMethod } from './node.ts'
import type { CallParams } from './params.ts'

/**
 * The method that a request runs: the outer one, or the one that `method` among its parameters names. Source:
 * graph-api 4.6 (BACKGROUND: a POST may carry another method, as public clients delete). Anything else is refused,
 * because running the outer method instead could grant where the caller took away.
 */
export function methodOf(outer: ServedMethod, values: CallParams): ServedMethod | GraphFailure {
  const named = values['method']
  if (named === undefined) return outer
  const inner = typeof named === 'string' ? named.toUpperCase() : ''
  if (inner === outer) return outer
  if (outer === 'POST' && (inner === 'GET' || inner === 'DELETE')) return inner
  const said = typeof named === 'string' ? named : JSON.stringify(named)
  return FAILURES.notEmulated(`a ${outer} that carries the method "${said}"`)
}

/** The refusal of an app that began after overrides ended for new apps (FACT, graph-api 0; the code is INFERENCE). */
export function overrideRefused(): GraphFailure {
  return new GraphFailure({
    code: 3,
    message: '(#3) This app may not override the HTTP method. Send the request with the method itself.',
  })
}
