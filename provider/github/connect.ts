import { censor } from '../findings/without-secrets.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { GitHubError, withoutGitHubTokens, type GitHubErrorKind } from './github-error.ts'
import { withRetry, type GitHubRetry } from './retry.ts'

/** Variables of a workflow's step. Source: GitHub docs, "Variables reference" (FACT). */
const GITHUB_TOKEN = 'GITHUB_TOKEN'
const API_URL = 'GITHUB_API_URL'
const REPOSITORY = 'GITHUB_REPOSITORY'

const DEFAULT_API_URL = 'https://api.github.com'
const TIMEOUT_MS = 20_000
const DEFAULT_RETRY: GitHubRetry = { attempts: 4, firstWaitMs: 500, longestWaitMs: 60_000, sleep }

/** One repository at GitHub, with a client for it. */
export type GitHub = {
  readonly rest: Octokit['rest']
  readonly paginate: Octokit['paginate']
  readonly repo: { readonly owner: string; readonly repo: string }
}

export type ConnectOptions = {
  readonly retry?: Partial<GitHubRetry>
  /** Milliseconds for one request. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/**
 * Connects to the repository that the environment names; undefined without a token or a name. Every failure is a
 * GitHubError, after the retries that are safe. The base URL is GITHUB_API_URL, so GitHub Enterprise and a loopback
 * server work too.
 */
export function connectGitHub(env: NodeJS.ProcessEnv, options: ConnectOptions = {}): GitHub | undefined {
  const token = env[GITHUB_TOKEN] ?? ''
  const [owner = '', repo = ''] = (env[REPOSITORY] ?? '').split('/')
  if (token === '' || owner === '' || repo === '') return undefined
  const { timeoutMs = TIMEOUT_MS, now = () => new Date() } = options
  const quiet = (): void => undefined
  const clean = censor(env)
  const octokit = new Octokit({
    auth: token,
    baseUrl: env[API_URL] ?? DEFAULT_API_URL,
    // Failures are reported as findings; the client's own log would go into the job's log.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, {
          ...init,
          ...cleanBody(url, init, clean),
          signal: AbortSignal.timeout(timeoutMs),
          redirect: 'error',
        }),
    },
  })
  const retry = { ...DEFAULT_RETRY, ...options.retry }
  octokit.hook.wrap('request', (request, asked) => {
    let wait: number | undefined
    const send = async (): Promise<Awaited<ReturnType<typeof request>>> => {
      try {
        return await request(asked)
      } catch (error) {
        wait = waitIn(error, now())
        throw errorOf(error, `${asked.method} ${asked.url}`, token)
      }
    }
    return withRetry(asked.method, send, retry, () => wait)
  })
  return { rest: octokit.rest, paginate: octokit.paginate, repo: { owner, repo } }
}

type Answered = { readonly status?: unknown; readonly response?: { readonly headers?: Headers } }
type Headers = Readonly<Record<string, string | number | undefined>>

function errorOf(error: unknown, route: string, token: string): GitHubError {
  const { status } = error as Answered
  const got = typeof status === 'number' && headersIn(error) !== undefined ? status : 0
  const message = withoutGitHubTokens(error instanceof Error ? error.message : String(error), token)
  return new GitHubError({ kind: kindOf(got, headersIn(error) ?? {}, message), status: got, route, message })
}

/**
 * A 403 means "not allowed" or "throttled"; the headers tell them apart. The secondary limit may come without a header
 * of its own. Source: GitHub REST docs, "Rate limits for the REST API", exceeding the rate limit (FACT).
 */
function kindOf(status: number, headers: Headers, message: string): GitHubErrorKind {
  const limited =
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(message)
  if (status === 429 || (status === 403 && limited)) return 'throttled'
  if (status === 404 || status === 410) return 'gone'
  if (status === 401 || status === 403) return 'refused'
  return status === 0 || status >= 500 ? 'passing' : 'invalid'
}

/** Milliseconds that GitHub asks us to wait: `retry-after` in seconds, or `x-ratelimit-reset` in seconds of UTC. */
function waitIn(error: unknown, now: Date): number | undefined {
  const headers = headersIn(error) ?? {}
  const after = Number(headers['retry-after'])
  if (Number.isFinite(after)) return after * 1000
  const reset = Number(headers['x-ratelimit-reset'])
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now.getTime()) : undefined
}

function headersIn(error: unknown): Headers | undefined {
  return (error as Answered | undefined)?.response?.headers
}

/** Files of a commit go as they are: a changed byte would be lost work, and `no-secrets` judges them. */
const FILES = /\/(?:git|contents)\//

/** A comment, an issue or a status holds no secret, whatever it quotes. The token itself is in a header. */
function cleanBody(
  url: string,
  { body }: RequestInit,
  clean: (text: string) => string,
): Pick<RequestInit, 'body'> {
  return typeof body === 'string' && !FILES.test(url) ? { body: clean(body) } : {}
}
