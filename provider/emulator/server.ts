import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context as HonoContext } from 'hono'
import { byHand } from './hands.ts'
import { HandRefused } from './hands/look-up.ts'
import { handSchema } from './hands/schema.ts'
import { answer, type Api } from './protocol/answer.ts'
import { answerBatch } from './protocol/batch.ts'
import { readBody } from './protocol/body.ts'
import { GraphFailure } from './protocol/failure.ts'
import { FAILURES } from './protocol/failures.ts'
import type { ServedMethod } from './protocol/node.ts'
import { operationOf, type Operation } from './protocol/request.ts'
import { outsideBase } from './protocol/outside-base.ts'
import { refused, type Result } from './protocol/result.ts'
import { splitPath } from './protocol/versions.ts'
import { BATCH_EDGE } from './request-log.ts'
import { unloadWorld } from './world/unload.ts'

type Bindings = { Bindings: HttpBindings }

/** The HTTP side: turns requests into operations and results into answers, `latencyMs` after each Graph request. */
export function serverFor(api: Api, latencyMs: number, closing: AbortSignal): Hono<Bindings> {
  const app = new Hono<Bindings>()
  app.post('/_emulator/hands', async (context) => hand(api, context))
  app.get('/_emulator/requests', (context) =>
    context.json({ requests: api.log.entries, counts: api.log.counts() }),
  )
  app.delete('/_emulator/requests', (context) => {
    api.log.clear()
    return context.json({ success: true })
  })
  app.get('/_emulator/estate', (context) => context.json(unloadWorld(api.world)))
  app.all('*', async (context) => {
    const operation = await operationFrom(context)
    if (latencyMs > 0) await pause(latencyMs, closing)
    const result =
      operation === undefined
        ? refused(FAILURES.unsupported(context.req.method, ''), 0)
        : isBatch(operation)
          ? batch(api, operation)
          : answer(api, operation)
    return await deliver(result, context.env.incoming, closing)
  })
  return app
}

async function hand(api: Api, context: HonoContext<Bindings>): Promise<Response> {
  const body: unknown = await context.req.json().catch(() => undefined)
  const parsed = handSchema.safeParse(body)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return context.json({ problems }, 400)
  }
  try {
    return context.json({ success: true, ...byHand(api.world, parsed.data) })
  } catch (error) {
    if (error instanceof HandRefused)
      return context.json({ problems: [{ path: '', message: error.message }] }, 409)
    throw error
  }
}

async function operationFrom(context: HonoContext<Bindings>): Promise<Operation | undefined> {
  const { req } = context
  const method = req.method
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE') return undefined
  const url = new URL(req.url)
  const { values, encoding } = await readBody(req.raw, method)
  const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
  return operationOf({
    method: method satisfies ServedMethod,
    path: url.pathname,
    query: url.searchParams,
    body: values,
    encoding,
    token: bearer,
    tokenInQuery: false,
    proof: undefined,
    batched: false,
    base: outsideBase(req.header('x-forwarded-proto'), req.header('x-forwarded-host') ?? req.header('host')),
  })
}

/** A POST to the root is a batch, even without `batch`. */
function isBatch(operation: Operation): boolean {
  return (
    operation.method === 'POST' &&
    operation.refusal === undefined &&
    splitPath(operation.path).segments.length === 0
  )
}

function batch(api: Api, operation: Operation): Result {
  const result = batchResult(api, operation)
  const at = new Date(api.world.now()).toISOString()
  const { path } = operation
  api.log.add({
    at,
    method: 'POST',
    path,
    edge: BATCH_EDGE,
    node: '',
    side: 'none',
    status: result.status,
    batched: false,
  })
  return result
}

function batchResult(api: Api, operation: Operation): Result {
  try {
    const { results, headers } = answerBatch(api, operation)
    return { status: 200, body: results, headers }
  } catch (error) {
    if (error instanceof GraphFailure) return refused(error, api.log.entries.length)
    throw error
  }
}

async function deliver(result: Result, incoming: IncomingMessage, closing: AbortSignal): Promise<Response> {
  if (result.delay !== undefined) await pause(result.delay, closing)
  if (result.lost !== undefined) incoming.socket.destroy()
  const text = typeof result.body === 'string' ? result.body : JSON.stringify(result.body)
  return new Response(text, {
    status: result.status === 0 ? 500 : result.status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...result.headers },
  })
}

/** Waits, but no longer than the emulator runs. */
async function pause(ms: number, closing: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: closing }).catch(() => undefined)
}
