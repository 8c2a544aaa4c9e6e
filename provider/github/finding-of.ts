import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { GitHub } from './connect.ts'
import { GitHubError } from './github-error.ts'

/** What a person is told about an error of GitHub's; anything else is a bug and stays an error. */
export function findingOfGitHub(error: unknown, { repo }: Pick<GitHub, 'repo'>): Finding {
  if (!(error instanceof GitHubError)) throw error
  const { route, status, message } = error.facts
  return finding('GITHUB_FAILED', { repository: `${repo.owner}/${repo.repo}`, route, status, message })
}
