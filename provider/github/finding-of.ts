import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GitHubError } from './github-error.ts'

/** The finding for an error of GitHub's; any other error is a bug and is thrown again. */
export function findingOfGitHub(error: unknown): Finding {
  if (!(error instanceof GitHubError)) throw error
  const { route, status, message } = error.facts
  return finding('GITHUB_FAILED', { route, status: status === 0 ? 'nothing' : status, message })
}

/** Runs `work` at GitHub; an error of GitHub's becomes a finding in `told` and stops nothing else. */
export async function telling<T>(told: Finding[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    told.push(findingOfGitHub(error))
    return undefined
  }
}
