import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GraphApi } from '../../../provider/graph/api.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { nodeOf } from '../../../provider/graph/nodes.ts'
import { readOnly } from '../../../provider/graph/read-only.ts'
import { withOperationRetry } from '../../../provider/graph/retry-operations.ts'
import { withRetry, type RetryPolicy } from '../../../provider/graph/retry.ts'
import {
  httpTransport,
  type Connection,
  type GraphRequest,
  type Transport,
} from '../../../provider/graph/transport.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'

export const TOKEN = 'EAAGm0PX4ZCpsBAKZAtestOnly0123456789'

/** The real policy without its waiting. */
export const NO_WAIT: RetryPolicy = {
  attempts: 4,
  firstWaitMs: 400,
  longestWaitMs: 60_000,
  random: () => 0,
  sleep: async () => undefined,
}

/** What the client holds of Meta, as `connect` builds it, without the waiting. */
export function apiOver(connection: Connection, access: 'read' | 'write' = 'read'): GraphApi {
  const http = withOperationRetry(withRetry(httpTransport(connection), NO_WAIT), NO_WAIT)
  return new GraphApi(access === 'read' ? readOnly(http) : http, connection.baseUrl)
}

type Sent = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What a server answers: a body (text as it is, else JSON) with its status, or no answer at all. */
export type Reply =
  | {
      readonly body: unknown
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'reset'
  | 'hang'

export type Served = AsyncDisposable & { readonly url: string; readonly sent: Sent[] }

/** An HTTP server of one answer after another, the last one repeated. */
export async function serve(...replies: readonly (Reply | ((url: string) => Reply))[]): Promise<Served> {
  const sent: Sent[] = []
  let url = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const given = replies[Math.min(sent.length, replies.length - 1)] ?? 'reset'
      const reply = typeof given === 'function' ? given(url) : given
      const { method = '', url: target = '', headers } = request
      sent.push({ method, url: target, headers, body: Buffer.concat(chunks).toString() })
      if (reply === 'hang') return
      if (reply === 'reset') {
        request.socket.destroy()
        return
      }
      response.writeHead(reply.status ?? 200, reply.headers)
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    sent,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A transport of one answer or error after another, the last one repeated; it keeps what it was asked. */
export function scripted(...answers: readonly unknown[]): { transport: Transport; asked: GraphRequest[] } {
  const asked: GraphRequest[] = []
  const transport: Transport = async (request) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]
    asked.push(request)
    if (answer instanceof Error) throw answer
    return { body: answer, status: 200, headers: new Headers() }
  }
  return { transport, asked }
}

/** Every write that a kind's node of the SDK can make on the asset `id`, as it reached the transport. */
export async function writesOn(kind: AssetKind, id: string): Promise<GraphRequest[]> {
  const { transport, asked } = scripted({ success: true })
  const node = nodeOf(kind, id, new GraphApi(transport))
  await node.createAgency?.([], { business: '9', permitted_tasks: ['ANALYZE'] })
  await node.deleteAgencies?.({ business: '9' })
  await node.createAssignedUser([], { user: '5', business: '9', tasks: ['ANALYZE'] })
  await node.deleteAssignedUsers?.({ user: '5', business: '9' })
  return asked
}

/** The error that a promise ends in; fails the test when it ends well or in anything but a GraphError. */
export async function graphErrorOf(promise: Promise<unknown>): Promise<GraphError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof GraphError) return error
    throw error
  }
  throw new TypeError('Cannot take an error of a promise as it ended well')
}

/** Meta's envelope. */
export function envelope(code: number, more: Readonly<Record<string, unknown>> = {}): object {
  return { error: { message: `(#${code}) no`, type: 'OAuthException', code, fbtrace_id: 'AbC', ...more } }
}
