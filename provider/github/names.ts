/** The workflows of this repository, as GitHub lists them. */
export const WORKFLOW_FILES = [
  'preview',
  'apply',
  'drift',
  'expire',
  'review',
  'audit',
  'offboard',
  'break-glass',
].map((name) => `.github/workflows/${name}.yml`)

export const CODEOWNERS_FILE = '.github/CODEOWNERS'

/** The branch that holds the chains of the audit, and nothing else. */
export const AUDIT_BRANCH = 'audit'

/** The labels by which our issues and pull requests are found again; colours as GitHub wants them. */
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

/** The checks that have to pass before a merge. */
export const REQUIRED_CHECKS = ['check', 'metagrant/plan'] as const

/**
 * The environments that are no client's; those of clients, and of "agency", are called like the stack. A slug has no "_",
 * so no client can take the name of one that writes without being asked.
 */
export const ENVIRONMENT = {
  /** Holds a token that can only read: previews, and the nightly look. */
  preview: 'preview',
  /** Writes without anybody being asked: ends what has ended, and repairs what a file says it may. */
  unattended: '_unattended',
  /** Gives access in an emergency; its reviewers let it pass. */
  breakGlass: '_break-glass',
} as const
