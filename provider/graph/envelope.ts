import { kindOf, type ErrorKind } from './error-kinds.ts'
import { GraphError, type GraphErrorFacts } from './graph-error.ts'
import { fieldOf, numberOf, textOf } from './json.ts'
import { withoutTokens } from '../findings/without-tokens.ts'

/** The request that failed; `status` is 0 without an answer. */
type Asked = Pick<GraphErrorFacts, 'method' | 'path' | 'status'>

/** An error without Meta's envelope. */
export function errorWithoutCode(
  { method, path, status }: Asked,
  kind: ErrorKind,
  message: string,
): GraphError {
  return new GraphError({
    method,
    path,
    status,
    kind,
    code: 0,
    subcode: undefined,
    message: withoutTokens(message),
  })
}

/**
 * Reads Meta's error envelope from a body, whatever the HTTP status and the form of `error`. Source: graph-api 4.1
 * (FACT): errors also come with 200, `error_data` may be an object or a text; graph-api 4.9 (LIVE-CLAIM): the presence
 * of `error` decides.
 */
export function errorIn(body: unknown, { method, path, status }: Asked): GraphError | undefined {
  const error = fieldOf(body, 'error')
  if (error === undefined || error === null) return undefined
  const code = numberOf(fieldOf(error, 'code')) ?? 0
  const subcode = numberOf(fieldOf(error, 'error_subcode'))
  const message = withoutTokens(messageOf(error))
  const traceId = textOf(fieldOf(error, 'fbtrace_id'))
  return new GraphError({
    method,
    path,
    status,
    kind: kindOf(code, subcode === 0 ? undefined : subcode, message),
    code,
    subcode: subcode === 0 ? undefined : subcode,
    message,
    ...(traceId === undefined ? {} : { traceId: withoutTokens(traceId) }),
  })
}

/** The title names the error where the message is only "Invalid parameter" (graph-api 1.3, code 100/1752129). */
function messageOf(error: unknown): string {
  const texts = [textOf(error), textOf(fieldOf(error, 'message')), textOf(fieldOf(error, 'error_user_title'))]
  const said = texts.filter((text) => text !== undefined && text !== '')
  return said.length === 0 ? 'no message' : said.join(': ')
}
