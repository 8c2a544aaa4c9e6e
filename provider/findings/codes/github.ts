import type { Entry } from '../finding.ts'

/** What can be wrong at GitHub: with a pull request, its approvals, or the API itself. */
export const GITHUB_FINDINGS = {
  GITHUB_NOT_NAMED: {
    severity: 'error',
    text: 'Cannot ask GitHub as GITHUB_TOKEN or GITHUB_REPOSITORY is empty',
    fix: 'Run "export GITHUB_REPOSITORY=owner/name GITHUB_TOKEN=$(gh auth token)"; in a workflow, pass github.token',
  },
  GITHUB_FAILED: {
    severity: 'error',
    text: 'Cannot finish as GitHub answered {route} with {status}: {message}',
    fix: 'Run the job again: it continues where this run stopped',
  },
  SUMMARY_UNWRITTEN: {
    severity: 'warning',
    text: 'The job has no summary of this step: {reason}',
    fix: 'Read the same text in the log of the step; its work and its exit code stand',
  },
  PULL_REQUEST_MISSING: {
    severity: 'error',
    text: 'Cannot apply the commit {commit} as no pull request brought it to the branch',
    fix: 'Revert it and open a pull request; a branch ruleset prevents such commits',
  },
  PULL_REQUESTS_MIXED: {
    severity: 'error',
    text: 'Cannot apply the push to {commit} as it brings several pull requests at once: {pulls}',
    fix: 'Merge one pull request at a time; apply what is left with the workflow "apply"',
  },
  APPROVAL_MISSING: {
    severity: 'error',
    text: 'Cannot apply #{pull} as its last commit {commit} lacks {people}: {reviews}',
    fix: 'Revert it, or run the workflow "apply", whose reviewers approve the plan; require approvals in the ruleset',
  },
  ORIGIN_UNKNOWN: {
    severity: 'error',
    text: 'Cannot apply #{pull} as it is unknown whose change it is: {current}',
    fix: 'Run the job again, as GitHub may show it later; else open the change again from a new branch of this repository',
  },
  CHANGES_REQUESTED: {
    severity: 'error',
    text: 'Cannot apply #{pull} as a review that asks for changes stands: {by}',
    fix: 'Ask the reviewer to approve it or to dismiss the review, then run the job again',
  },
  OWNER_APPROVAL_MISSING: {
    severity: 'error',
    text: 'Cannot apply "{client}" as "{file}" belongs to {owners}, and #{pull} lacks {people} of theirs',
    fix: 'Revert it and ask them to approve, or run the workflow "apply", whose reviewers approve the plan',
  },
  OWNERS_UNKNOWN: {
    severity: 'error',
    text: 'Cannot apply "{client}" as GitHub does not show whether those who approved #{pull} are among {owners}, who own "{file}"',
    fix: 'Name the owners by login in .github/CODEOWNERS, or set the secret METAGRANT_TEAMS_TOKEN (docs/github-setup.md)',
  },
  OWNERS_UNREAD: {
    severity: 'error',
    text: 'Cannot apply #{pull} as the branch has no CODEOWNERS that GitHub reads, so nobody owns the files',
    fix: 'Add .github/CODEOWNERS (docs/github-setup.md), then run the workflow "apply" for what is left',
  },
  TOO_MANY_CLIENTS: {
    severity: 'error',
    text: 'Cannot apply {clients} clients in one run, as GitHub starts {limit} jobs of a matrix at most',
    fix: 'Revert it, and merge it in parts',
  },
  PLAN_NOT_APPROVED: {
    severity: 'error',
    text: 'Cannot apply "{client}" as no approval of #{pull} is newer than its passing plan',
    fix: 'Run the workflow "apply" with the digest of "npx metagrant preview {client}"; its reviewers approve that plan',
  },
  PLAN_TOO_LONG: {
    severity: 'error',
    text: 'Cannot show the plan as its removals and raises do not fit a comment of {limit} characters',
    fix: 'Split the pull request: one client or one team at a time',
  },
  ENVIRONMENT_UNGUARDED: {
    severity: 'error',
    text: 'Cannot apply "{client}" by hand as its environment does not require a second person: {current}',
    fix: 'Set required reviewers and "Prevent self-review" in the environment "{client}" (docs/github-setup.md)',
  },
  BREAK_GLASS_HOURS: {
    severity: 'error',
    text: 'Cannot grant access for "{hours}" hours: the number must be whole, from 1 to {most}',
    fix: 'Choose fewer hours; for a longer need, open a pull request with a reason and an end',
  },
  BREAK_GLASS_UNREADABLE: {
    severity: 'error',
    text: 'Cannot read what #{pull} granted in an emergency as the name of its branch has an unknown form',
    fix: 'Check who opened it, as no workflow makes such a branch; then run "npx metagrant scan"',
  },
  REQUESTER_UNKNOWN: {
    severity: 'error',
    text: 'Cannot find the person behind the login "{login}" as access/agency.yaml gives it to nobody',
    fix: 'Add "github: {login}" to the line of the person in access/agency.yaml',
  },
} as const satisfies Record<string, Entry>
