import type { Entry } from '../finding.ts'

/** What can be wrong at GitHub: with a pull request, its approvals, or the API itself. */
export const GITHUB_FINDINGS = {
  GITHUB_NOT_NAMED: {
    severity: 'error',
    text: 'Cannot ask GitHub as there is no GITHUB_TOKEN with a GITHUB_REPOSITORY',
    fix: 'Run "export GITHUB_REPOSITORY=owner/name GITHUB_TOKEN=$(gh auth token)"; in a workflow it is the github.token',
  },
  GITHUB_FAILED: {
    severity: 'error',
    text: 'Cannot finish as GitHub answered {route} with {status}: {message}',
    fix: 'Run the job again: what it has done stays, and it goes on from there',
  },
  PULL_REQUEST_MISSING: {
    severity: 'error',
    text: 'Cannot apply the commit {commit} as no pull request brought it to the branch',
    fix: 'Revert it and open a pull request; a ruleset for the branch keeps such commits out',
  },
  PULL_REQUESTS_MIXED: {
    severity: 'error',
    text: 'Cannot apply the push to {commit} as it brings the pull requests {pulls} at once',
    fix: 'Merge one pull request at a time, or apply what is left with the workflow "apply"',
  },
  APPROVAL_MISSING: {
    severity: 'error',
    text: 'Cannot apply #{pull} as nobody else approved its last commit {commit}: {reviews}',
    fix: 'Revert it, or have its plan approved with the workflow "apply"; require approvals in the ruleset',
  },
  PLAN_NOT_APPROVED: {
    severity: 'error',
    text: 'Cannot apply "{client}" as no approval of #{pull} came after a plan of it that passes',
    fix: 'Look at the plan of today, and have it approved with the workflow "apply"',
  },
  PLAN_TOO_LONG: {
    severity: 'error',
    text: 'Cannot show the plan as what it takes away and raises does not fit a comment of {limit} characters',
    fix: 'Split the pull request, one client or one team at a time',
  },
  ENVIRONMENT_UNGUARDED: {
    severity: 'error',
    text: 'Cannot apply "{client}" by hand as its environment asks nobody else: {current}',
    fix: 'Give the environment "{client}" required reviewers, with "Prevent self-review" (docs/github-setup.md)',
  },
  BREAK_GLASS_HOURS: {
    severity: 'error',
    text: 'Cannot give access for "{hours}" hours as it takes a whole number from 1 to {most}',
    fix: 'Choose fewer hours; a longer need takes a pull request with a reason and an end',
  },
  BREAK_GLASS_UNREADABLE: {
    severity: 'error',
    text: 'Cannot read in #{pull} what it gave in an emergency, and until when',
    fix: 'No workflow of ours names a branch like that: look who opened it, and at the client with "npx metagrant scan"',
  },
  REQUESTER_UNKNOWN: {
    severity: 'error',
    text: 'Cannot tell who of us "{login}" is as agency.yaml gives nobody this login',
    fix: 'Write "github: {login}" into the line of the person in access/agency.yaml',
  },
} as const satisfies Record<string, Entry>
