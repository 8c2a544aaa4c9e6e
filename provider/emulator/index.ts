import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { parseEstate } from './estate/parse.ts'
import type { Estate, EstateInput } from './estate/schema.ts'
import { Faults, faultsSchema, type FaultInput } from './faults.ts'
import type { Api } from './protocol/answer.ts'
import { CallBudget } from './protocol/usage.ts'
import { RequestLog } from './request-log.ts'
import { serverFor } from './server.ts'
import { loadWorld } from './world/load.ts'
import type { World } from './world/world.ts'

export { generateEstate, type EstateSize } from './estate/generate.ts'
export { parseEstate } from './estate/parse.ts'
export type { Estate, EstateInput } from './estate/schema.ts'

export type EmulatorOptions = {
  readonly estate: Estate | EstateInput
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Milliseconds before each Graph answer. */
  readonly latencyMs?: number
  readonly faults?: readonly FaultInput[]
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number
  /** Reads answer the state of so many milliseconds ago. */
  readonly propagationMs?: number
}

export type Emulator = AsyncDisposable & {
  /** "http://127.0.0.1:8080"; the version follows. */
  readonly url: string
  /** Name -> token. */
  readonly tokens: Readonly<Record<string, string>>
  readonly world: World
  readonly requests: RequestLog
  readonly close: () => Promise<void>
}

/**
 * Starts a local Graph API with an estate on the loopback interface. Throws TypeError with every problem of the estate,
 * zod's error for faults, and Node's error when the port is taken.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const parsed = parseEstate(options.estate)
  if ('problems' in parsed) {
    const lines = parsed.problems.map(({ path, message }) => `${path}: ${message}`)
    throw new TypeError(`Cannot use the estate: ${lines.join('; ')}`)
  }
  const faults = faultsSchema.parse(options.faults ?? [])
  const world = loadWorld(parsed.estate, options.now ?? Date.now)
  const requests = new RequestLog()
  const closing = new AbortController()
  let url = ''
  const api: Api = {
    world,
    usage: new CallBudget(world.app),
    log: requests,
    faults: new Faults(faults),
    base: () => url,
    propagationMs: options.propagationMs ?? 0,
  }
  const server = await listen(serverFor(api, options.latencyMs ?? 0, closing.signal).fetch, options.port ?? 0)
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => closeServer(server, closing)
  return {
    url,
    tokens: Object.fromEntries([...world.tokens.values()].map(({ name, token }) => [name, token])),
    world,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server)) as Server
    server.once('error', reject)
  })
}

async function closeServer(server: Server, closing: AbortController): Promise<void> {
  closing.abort()
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
