import { answer, type Api } from './answer.ts'
import { GraphFailure } from './failure.ts'
import { FAILURES } from './failures.ts'
import type { ServedMethod } from './node.ts'
import { flag, text } from './param-values.ts'
import type { CallParams } from './params.ts'
import { formValues, operationOf, type Operation } from './request.ts'
import { refused, type Result } from './result.ts'

/** Source: graph-api 4.6 (FACT). */
const MOST = 50

/** A method that no node has: its operation alone is refused (graph-api 4.6, INFERENCE). */
type Unserved = { readonly unserved: string }

type BatchItem = {
  readonly method: ServedMethod | Unserved
  readonly url: string
  readonly body: string
  readonly name: string | undefined
  readonly dependsOn: string | undefined
  readonly token: string | undefined
  readonly omit: boolean | undefined
}

export type BatchAnswer = {
  readonly results: readonly unknown[]
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Answers the operations of a batch in order; null for one without an answer. Throws code 100 for a malformed batch.
 * `outer` is the outer request; operations without a token use its token.
 */
export function answerBatch(api: Api, outer: Operation): BatchAnswer {
  const items = itemsOf(outer.params.values['batch'])
  const includeHeaders = flag(outer.params.values, 'include_headers', true)
  const version = /^\/v\d+\.\d+/.exec(outer.path)?.[0] ?? ''
  const done = new Map<string, Result>()
  const referenced = new Set(
    items.flatMap(({ url, body }) =>
      [...`${url} ${body}`.matchAll(REFERENCE)].map((match) => match[1] ?? ''),
    ),
  )
  let headers: Readonly<Record<string, string>> = {}
  const results = items.map((item) => {
    const result = answerItem(api, outer, item, version, done)
    if (item.name !== undefined) done.set(item.name, result)
    headers = { ...headers, ...result.headers }
    if (result.lost !== undefined) return null
    // The answer of an operation that others refer to is left out unless asked for (BACKGROUND, graph-api 4.6).
    const omit = item.omit ?? (item.name !== undefined && referenced.has(item.name))
    if (omit && result.status === 200) return null
    const body = typeof result.body === 'string' ? result.body : JSON.stringify(result.body)
    return { code: result.status, ...(includeHeaders ? { headers: headersOf(result) } : {}), body }
  })
  return { results, headers }
}

function answerItem(
  api: Api,
  outer: Operation,
  item: BatchItem,
  version: string,
  done: ReadonlyMap<string, Result>,
): Result {
  const failed = [...(item.dependsOn === undefined ? [] : [item.dependsOn]), ...references(item)].find(
    (name) => done.get(name)?.status !== 200,
  )
  // INFERENCE: an operation that depends on a failed one fails without a try.
  if (failed !== undefined) {
    const failure = FAILURES.invalid(`The operation depends on "${failed}", which did not succeed`)
    return refused(failure, api.log.entries.length)
  }
  const url = resolve(item.url, done)
  const at = url.indexOf('?')
  const path = `/${(at === -1 ? url : url.slice(0, at)).replace(/^\/+/, '')}`
  const form = formValues(new URLSearchParams(resolve(item.body, done)))
  const { method } = item
  if (typeof method === 'object') {
    const id = path.split('/').at(-1) ?? ''
    return refused(FAILURES.unsupported(method.unserved, id), api.log.entries.length)
  }
  const operation = operationOf({
    method,
    path: /^\/v\d+\.\d+\//.test(path) ? path : `${version}${path}`,
    query: new URLSearchParams(at === -1 ? '' : url.slice(at + 1)),
    body: form,
    encoding: method === 'POST' ? 'form' : 'query',
    token: item.token ?? outer.token,
    tokenInQuery: outer.tokenInQuery,
    proof: item.token === undefined ? outer.proof : undefined,
    batched: true,
    base: outer.base,
  })
  return answer(api, operation)
}

function itemsOf(raw: unknown): BatchItem[] {
  const value: unknown = typeof raw === 'string' ? parsed(raw) : raw
  if (!Array.isArray(value)) throw FAILURES.invalid('Param batch must be an array.')
  if (value.length > MOST) {
    throw new GraphFailure({
      code: 100,
      message: `Too many requests in batch message. Maximum batch size is ${MOST}`,
    })
  }
  return value.map((one) => itemOf(one as CallParams))
}

function itemOf(one: CallParams): BatchItem {
  const method = text(one, 'method', 'GET').toUpperCase()
  const served = method === 'GET' || method === 'POST' || method === 'DELETE'
  const optional = (key: string) => (typeof one[key] === 'string' ? one[key] : undefined)
  return {
    method: served ? method : { unserved: method },
    url: text(one, 'relative_url'),
    body: text(one, 'body'),
    name: optional('name'),
    dependsOn: optional('depends_on'),
    token: optional('access_token'),
    omit: one['omit_response_on_success'] === undefined ? undefined : flag(one, 'omit_response_on_success'),
  }
}

const REFERENCE = /\{result=([\w-]+):(\$[^}]*)\}/g

function references({ url, body }: BatchItem): string[] {
  return [...`${url} ${body}`.matchAll(REFERENCE)].map((match) => match[1] ?? '')
}

/** Inserts values of earlier answers: `{result=first:$.data.*.id}` (FACT, graph-api 4.6). */
function resolve(template: string, done: ReadonlyMap<string, Result>): string {
  return template.replaceAll(REFERENCE, (_all, name: string, path: string) =>
    valuesAt(done.get(name)?.body, path).join(','),
  )
}

/** A small part of JSONPath: `$.a.b`, `$.a[0]`, `$.a.*.b`. */
function valuesAt(body: unknown, path: string): string[] {
  const steps = path
    .replace(/^\$\.?/, '')
    .replaceAll(/\[(\d+|\*)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '')
  let values: unknown[] = [body]
  for (const step of steps) {
    values = values.flatMap((value) => {
      if (value === null || typeof value !== 'object') return []
      return step === '*' ? Object.values(value) : [Reflect.get(value, step) as unknown]
    })
  }
  return values
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
}

function headersOf({ headers }: Result): { readonly name: string; readonly value: string }[] {
  return Object.entries({ 'Content-Type': 'application/json; charset=UTF-8', ...headers }).map(
    ([name, value]) => ({ name, value }),
  )
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
