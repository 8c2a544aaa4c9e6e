import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { outcomeOf, small } from '../support.ts'

const FILE = fileURLToPath(new URL('../../../scenarios/emulator/unusual-requests.yaml', import.meta.url))

const scenario = z.strictObject({
  name: z.string(),
  source: z.templateLiteral(['graph-', z.literal('api'), ' ', z.string()]),
  certainty: z.enum(['FACT', 'LIVE-CLAIM', 'TESTED', 'INFERENCE', 'BACKGROUND']),
  request: z.strictObject({
    as: z.string().optional(),
    method: z.string(),
    version: z.string().default('/v26.0'),
    path: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.strictObject({ type: z.string(), text: z.string() }).optional(),
    multipart: z.record(z.string(), z.string()).optional(),
  }),
  answer: z.strictObject({
    outcome: z.string(),
    /** A part of the answer's text. */
    words: z.string().optional(),
    /** null: the answer has no such header. */
    header: z.record(z.string(), z.string().nullable()).default({}),
    /** Path in the answer -> what is there. */
    has: z.record(z.string(), z.unknown()).default({}),
    body: z.unknown().optional(),
  }),
})

type Scenario = z.output<typeof scenario>

const SCENARIOS = z.array(scenario).parse(parse(readFileSync(FILE, 'utf8')))

/** The day of the facts: v24 of the Marketing API has ended. */
const NOW = () => Date.parse('2026-11-27T12:00:00Z')

describe('unusual requests', () => {
  test('are forty or more, each with a name of its own', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length)
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(40)
  })

  test.each(SCENARIOS.map((one) => [one.name, one] as const))('%s', async (_name, { request, answer }) => {
    await using emulator = await small({ now: NOW })
    const token = request.as === undefined ? undefined : emulator.tokens[request.as]
    const { status, headers, text } = await sent(`${emulator.url}${request.version}/`, request, token)
    const body: unknown = JSON.parse(text)
    expect(outcomeOf(body)).toBe(answer.outcome)
    expect(status === 200).toBe(answer.outcome === 'ok')
    if (answer.words !== undefined) expect(text).toContain(answer.words)
    for (const [name, value] of Object.entries(answer.header)) expect(headers[name] ?? null).toBe(value)
    for (const [path, value] of Object.entries(answer.has)) expect(at(body, path)).toEqual(value)
    if (answer.body !== undefined) expect(body).toEqual(answer.body)
  })
})

function at(body: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined),
      body,
    )
}

type Sent = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** Sends a request as it stands: `fetch` refuses a GET with a body. */
async function sent(base: string, asked: Scenario['request'], token: string | undefined): Promise<Sent> {
  const { type, text } = await bodyOf(asked)
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(type === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
    ...asked.headers,
  }
  return await new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${base}${asked.path}`, { method: asked.method, headers }, (incoming) => {
      let all = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (part: string) => (all += part))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: all }),
      )
    })
    outgoing.once('error', reject)
    outgoing.end(text)
  })
}

async function bodyOf({ body, multipart }: Scenario['request']) {
  if (multipart === undefined) return { type: body?.type, text: body?.text ?? '' }
  const form = new FormData()
  for (const [name, value] of Object.entries(multipart)) form.set(name, value)
  const made = new Request('http://form.example', { method: 'POST', body: form })
  return { type: made.headers.get('content-type') ?? undefined, text: await made.text() }
}
