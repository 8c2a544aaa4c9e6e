import { withoutTokens } from '../findings/without-tokens.ts'

/**
 * What an error of GitHub's means to us. `passing`: the same request may work in a moment, and whether this one took
 * effect is unknown; `throttled`: it was not executed. Source: GitHub REST docs, "Rate limits" and "Troubleshooting" (FACT).
 */
export type GitHubErrorKind = 'gone' | 'refused' | 'throttled' | 'passing' | 'invalid'

export type GitHubErrorFacts = {
  readonly kind: GitHubErrorKind
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** "GET /repos/{owner}/{repo}/pulls": the route with its names, so no value of anybody's is in it. */
  readonly route: string
  readonly message: string
}

/** An answer of GitHub's that is no success. It holds no token: neither ours nor one that GitHub quotes. */
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

/** Takes tokens of GitHub's and Meta's out of a text that travels on. */
export function withoutGitHubTokens(text: string, own: string): string {
  const clean = withoutTokens(text.replace(GITHUB_TOKENS, '[token]'))
  return own.length < 8 ? clean : clean.replaceAll(own, '[token]')
}

/** Whether the thing asked for is not there; every other error is thrown on. */
export function isGone(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'gone'
}

/** Whether nobody knows if the request took effect: look before it is sent again. */
export function isPassing(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'passing'
}
