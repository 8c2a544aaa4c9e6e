import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeFaults, type Fault } from './faults.ts'
import { ACTIONS_BOT } from './people.ts'
import { NOT_FOUND, type Answer, type Asked, type Route } from './route.ts'
import { COMMENT_ROUTES } from './routes/comments.ts'
import { CONTENT_ROUTES } from './routes/contents.ts'
import { GIT_DATA_ROUTES } from './routes/git-data.ts'
import { ISSUE_ROUTES } from './routes/issues.ts'
import { PULL_ROUTES } from './routes/pulls.ts'
import { ORGANISATION_ROUTES } from './routes/organisation.ts'
import { RUN_ROUTES } from './routes/runs.ts'
import { REPOSITORY_ROUTES } from './routes/repository.ts'
import { makeWorld, type User, type World } from './world.ts'

/** The token of a workflow's job, and a read-only one, as a fork's pull request has. */
export const JOB_TOKEN = 'ghs_job_0123456789abcdef'
export const READ_TOKEN = 'ghs_read_0123456789abcdef'
/** A token that may see the members of the organisation's teams: no job's own may. */
export const TEAMS_TOKEN = 'ghs_teams_0123456789abcdef'

type Call = {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly status: number
  readonly token: string
}

export type FakeGitHub = AsyncDisposable & {
  readonly url: string
  readonly world: World
  /** Every request in order, failed ones too. */
  readonly calls: Call[]
  readonly fail: (fault: Fault) => void
  /** Ends every fault. */
  readonly heal: () => void
  /** Tokens by value; it holds the two of this file. */
  readonly tokens: Map<string, { readonly user: User; readonly write: boolean }>
}

const ROUTES: readonly Route[] = [
  ...COMMENT_ROUTES,
  ...ISSUE_ROUTES,
  ...PULL_ROUTES,
  ...REPOSITORY_ROUTES,
  ...GIT_DATA_ROUTES,
  ...CONTENT_ROUTES,
  ...RUN_ROUTES,
]

/** GitHub's REST API for one repository, on loopback: it stores writes, cuts lists into pages, and can fail. */
export async function startGitHub(repository = 'acme/access'): Promise<FakeGitHub> {
  const [owner = '', name = ''] = repository.split('/')
  const world = makeWorld(owner, name)
  const faults = makeFaults()
  const calls: Call[] = []
  const tokens: FakeGitHub['tokens'] = new Map([
    [JOB_TOKEN, { user: ACTIONS_BOT, write: true }],
    [READ_TOKEN, { user: ACTIONS_BOT, write: false }],
    [TEAMS_TOKEN, { user: ACTIONS_BOT, write: false }],
  ])
  const server = createServer((request, response) => {
    void handle(request, response)
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const method = request.method ?? 'GET'
    const body = await bodyOf(request)
    const token = (request.headers.authorization ?? '').replace(/^(token|bearer)\s+/i, '')
    const path = below(url.pathname, repository)
    const fault = faults.next(method, path ?? url.pathname)
    const answered =
      fault === undefined || fault.done === true ? answer(method, path, url, body, token) : NOT_FOUND
    const [status, headers, content] = fault === undefined ? written(answered, url) : failure(fault)
    calls.push({ method, path: path ?? url.pathname, body, status, token })
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(content === undefined ? '' : JSON.stringify(content))
  }

  function answer(
    method: string,
    path: string | undefined,
    url: URL,
    body: Asked['body'],
    token: string,
  ): Answer {
    const caller = tokens.get(token)
    if (caller === undefined) return { status: 401, body: { message: 'Bad credentials', status: '401' } }
    if (!caller.write && method !== 'GET')
      return { status: 403, body: { message: 'Resource not accessible by integration', status: '403' } }
    if (path === undefined && url.pathname.startsWith('/orgs/') && token !== TEAMS_TOKEN)
      return { status: 403, body: { message: 'Resource not accessible by integration', status: '403' } }
    for (const route of path === undefined ? ORGANISATION_ROUTES : ROUTES) {
      const params = route.method === method ? paramsIn(route.path, path ?? url.pathname) : undefined
      if (params !== undefined)
        return route.answer({ world, params, query: url.searchParams, body, user: caller.user })
    }
    const setting = method === 'GET' ? world.settings.get(path ?? '') : undefined
    return setting === undefined ? NOT_FOUND : { status: 200, body: setting }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    calls,
    tokens,
    fail: faults.add,
    heal: faults.clear,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Written = readonly [status: number, headers: Readonly<Record<string, string>>, content: unknown]

function failure({ status, headers = {}, message = 'Server Error' }: Fault): Written {
  return [status, headers, { message }]
}

/**
 * Lists come 30 at a time, at most 100, with links to the other pages. Source: GitHub REST docs, "Using pagination".
 */
function written(answer: Answer, url: URL): Written {
  if (!('list' in answer)) return [answer.status, {}, answer.body]
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30))
  const page = Number(url.searchParams.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(answer.list.length / size))
  const rows = answer.list.slice((page - 1) * size, page * size)
  const links = [
    ...(page > 1 ? [linkTo(url, page - 1, 'prev'), linkTo(url, 1, 'first')] : []),
    ...(page < last ? [linkTo(url, page + 1, 'next'), linkTo(url, last, 'last')] : []),
  ]
  const { under } = answer
  const content = under === undefined ? rows : { total_count: answer.list.length, [under]: rows }
  return [200, links.length === 0 ? {} : { link: links.join(', ') }, content]
}

function linkTo(url: URL, page: number, rel: string): string {
  const to = new URL(url)
  to.searchParams.set('page', String(page))
  return `<${to.href}>; rel="${rel}"`
}

/** The path below the repository, without its first slash; undefined for any other path. */
function below(path: string, repository: string): string | undefined {
  const start = `/repos/${repository}`
  return path === start ? '' : path.startsWith(`${start}/`) ? path.slice(start.length + 1) : undefined
}

function paramsIn(pattern: string, path: string): Record<string, string> | undefined {
  const names: string[] = []
  const shape = pattern.replace(/[:*](\w+)/g, (whole, name: string) => {
    names.push(name)
    return whole.startsWith('*') ? '(.+)' : '([^/]+)'
  })
  // A client may write the slashes of a branch or a file as %2F.
  const found = new RegExp(`^${shape}$`).exec(pattern.includes('*') ? decodeURIComponent(path) : path)
  return found === null
    ? undefined
    : Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')]))
}

async function bodyOf(request: IncomingMessage): Promise<Asked['body']> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? {} : (JSON.parse(text) as Asked['body'])
}
