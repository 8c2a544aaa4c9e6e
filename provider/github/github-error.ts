import { withoutTokens } from '../findings/without-tokens.ts'

/**
 * Kinds of GitHub's errors. `passing`: a retry may work, and whether this request took effect is unknown; `throttled`:
 * it was not executed. Source: GitHub REST docs, "Rate limits" and "Troubleshooting" (FACT).
 */
export type GitHubErrorKind = 'gone' | 'refused' | 'throttled' | 'passing' | 'invalid'

export type GitHubErrorFacts = {
  readonly kind: GitHubErrorKind
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** "GET /repos/{owner}/{repo}/pulls": the route with placeholders, so it holds nobody's data. */
  readonly route: string
  readonly message: string
}

/** A failed request to GitHub. Its message holds no token, neither ours nor one that GitHub quotes. */
export class GitHubError extends Error {
  readonly kind: GitHubErrorKind
  readonly facts: GitHubErrorFacts

  constructor(facts: GitHubErrorFacts) {
    super(`${facts.route}: ${facts.message}`)
    this.name = 'GitHubError'
    this.kind = facts.kind
    this.facts = facts
  }
}

/** Prefixes of GitHub's own tokens. Source: GitHub docs, "About authentication to GitHub", token formats (FACT). */
const GITHUB_TOKENS = /\b(?:gh[pousr]_\w{8,}|github_pat_\w{8,})/g

/** Masks GitHub's and Meta's tokens in a text that leaves this process. */
export function withoutGitHubTokens(text: string, own: string): string {
  const clean = withoutTokens(text.replace(GITHUB_TOKENS, '[token]'))
  return own.length < 8 ? clean : clean.replaceAll(own, '[token]')
}

/** Whether the requested object does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'gone'
}

/** Whether GitHub answered, and does not show what was asked for; asking again changes nothing. */
export function isUnshown(error: unknown): error is GitHubError {
  return error instanceof GitHubError && ['refused', 'gone', 'invalid'].includes(error.kind)
}

/** Whether the request may have taken effect; check before a retry. */
export function isPassing(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'passing'
}
