/** The workflows of this repository, as GitHub lists them. */
export const WORKFLOW_FILES = [
  'preview',
  'apply',
  'drift',
  'continue',
  'expire',
  'review',
  'audit',
  'offboard',
  'break-glass',
].map((name) => `.github/workflows/${name}.yml`)

/** The workflows that open pull requests, and whose job `made <commit>` says which commit they made. */
export const PROPOSING_WORKFLOWS = ['drift', 'review', 'offboard'].map(
  (name) => `.github/workflows/${name}.yml`,
)

/** Jobs of a matrix at most. Source: GitHub docs, "Actions limits" (FACT). */
export const MOST_JOBS = 256

/** First word of the name of that job. */
export const MADE = 'made'

export const CODEOWNERS_FILE = '.github/CODEOWNERS'

/** The branch that holds only the audit chains. */
export const AUDIT_BRANCH = 'audit'

/** Labels of our issues and pull requests; colours in GitHub's form. */
export const LABEL = {
  drift: 'drift',
  expiry: 'expiry',
  review: 'access-review',
  offboarding: 'offboarding',
  breakGlass: 'break-glass',
} as const

const COLOURS: Readonly<Record<keyof typeof LABEL, string>> = {
  drift: 'd93f0b',
  expiry: 'fbca04',
  review: '1d76db',
  offboarding: '5319e7',
  breakGlass: 'b60205',
}

export const LABELS = (Object.keys(LABEL) as (keyof typeof LABEL)[]).map((key) => ({
  name: LABEL[key],
  colour: COLOURS[key],
}))

/** Checks that must pass before a merge. */
export const REQUIRED_CHECKS = ['check', 'metagrant/plan'] as const

/**
 * Environments that belong to no stack; those of clients and of "agency" are named like the stack. A slug holds no "_",
 * so no client can take the name of an environment that writes unattended.
 */
export const ENVIRONMENT = {
  /** Holds a read-only token: for previews and the nightly scan. */
  preview: 'preview',
  /** Writes without approval: revokes what has ended, and repairs where a file allows it. */
  unattended: '_unattended',
  /** Gives access in an emergency; its reviewers approve each run. */
  breakGlass: '_break-glass',
} as const
