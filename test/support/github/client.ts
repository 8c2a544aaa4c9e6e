import { connectGitHub, type GitHub } from '../../../provider/github/connect.ts'
import { JOB_TOKEN, type FakeGitHub } from './server.ts'

/** The client under test. It never sleeps; `waits` holds the waits it asked for, in milliseconds. */
export function clientOf(
  github: FakeGitHub,
  token = JOB_TOKEN,
): { readonly client: GitHub; readonly waits: number[] } {
  const waits: number[] = []
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'acme/access' }
  const client = connectGitHub(env, { retry: { sleep: async (ms) => void waits.push(ms) } })
  if (client === undefined) throw new Error('Cannot connect without a token')
  return { client, waits }
}
