import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GitHubError } from './github-error.ts'

/** What a person is told about an error of GitHub's; anything else is a bug and stays an error. */
export function findingOfGitHub(error: unknown): Finding {
  if (!(error instanceof GitHubError)) throw error
  const { route, status, message } = error.facts
  return finding('GITHUB_FAILED', { route, status: status === 0 ? 'nothing' : status, message })
}

/** Does a piece of work at GitHub; what GitHub refuses becomes a finding in `told`, so that it stops nothing else. */
export async function telling<T>(told: Finding[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    told.push(findingOfGitHub(error))
    return undefined
  }
}
