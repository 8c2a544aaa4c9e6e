import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { PullReader } from '../audit/sources.ts'

/** A reader of pull requests; undefined where the environment names no repository or no token. */
export async function pullReader(env: NodeJS.ProcessEnv): Promise<PullReader | undefined> {
  const { connectGitHub } = await import('../github/connect.ts')
  const github = connectGitHub(env)
  if (github === undefined) return undefined
  const { readPullFacts } = await import('../github/pull-facts.ts')
  return (commit) => readPullFacts(github, commit)
}

/** The finding when GitHub did not answer; any other error is a bug and is thrown again. */
export async function pullFailure(client: string, error: unknown): Promise<Finding> {
  const { GitHubError } = await import('../github/github-error.ts')
  if (!(error instanceof GitHubError)) throw error
  return finding('AUDIT_GITHUB', { client, message: error.message })
}
