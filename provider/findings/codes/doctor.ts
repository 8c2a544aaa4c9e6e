import type { Entry } from '../finding.ts'

/** What can be wrong with the settings of the repository at GitHub, and with the machine. */
export const DOCTOR_FINDINGS = {
  BRANCH_OPEN: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it takes commits without a pull request',
    fix: 'Settings, Rules, Rulesets: add a branch ruleset for {branch} and tick "Require a pull request before merging"',
  },
  BRANCH_WITHOUT_APPROVAL: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it takes pull requests that nobody approved',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: set "Required approvals" to 1 or more',
  },
  BRANCH_KEEPS_STALE_APPROVALS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as an approval outlives its commit',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: tick "Dismiss stale pull request approvals"',
  },
  BRANCH_PUSHER_APPROVES: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as whoever pushed last may be the one who approves',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: tick "Require approval of the most recent reviewable push"',
  },
  BRANCH_WITHOUT_CODE_OWNERS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as the owners in CODEOWNERS need not approve',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: tick "Require review from Code Owners"',
  },
  BRANCH_FORCE_PUSH: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as a force push may rewrite it',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: tick "Block force pushes"',
  },
  BRANCH_DELETABLE: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as anybody with write access may delete it',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: tick "Restrict deletions"',
  },
  BRANCH_CHECK_MISSING: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as the check "{check}" need not pass',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}, "Require status checks to pass": add {check}',
  },
  BRANCH_BYPASS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as its rules do not hold for {who}',
    fix: 'Settings, Rules, Rulesets, the ruleset of {branch}: empty the bypass list; in a classic rule tick "Do not allow bypassing the above settings"',
  },
  ENVIRONMENT_MISSING: {
    severity: 'error',
    text: 'Cannot apply by the environment "{environment}" of {repository} as it does not exist',
    fix: 'Run "gh api -X PUT repos/{repository}/environments/{environment}", then follow docs/github-setup.md for it',
  },
  ENVIRONMENT_UNREVIEWED: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as its jobs start without anybody letting them',
    fix: 'Settings, Environments, {environment}: tick "Required reviewers" and name at least one person or team',
  },
  ENVIRONMENT_SELF_REVIEWED: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as whoever starts a run may let it pass',
    fix: 'Settings, Environments, {environment}, Required reviewers: tick "Prevent self-review"',
  },
  ENVIRONMENT_BYPASS: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as administrators may pass over its reviewers',
    fix: 'Settings, Environments, {environment}: untick "Allow administrators to bypass configured protection rules"',
  },
  ENVIRONMENT_BRANCHES: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as it is open to more than "{branch}": {current}',
    fix: 'Settings, Environments, {environment}, Deployment branches and tags: choose "Selected branches and tags" and leave only {branch}',
  },
  ENVIRONMENT_SECRET_MISSING: {
    severity: 'error',
    text: 'Cannot reach Meta by the environment "{environment}" of {repository} as it has no secret {secret}',
    fix: 'Run "gh secret set {secret} --env {environment} -R {repository}"',
  },
  SECRET_FOR_ALL: {
    severity: 'error',
    text: 'Cannot guard {secret} as it is a secret of the whole repository {repository}: any workflow of any branch reads it',
    fix: 'Set it in the environments that need it, then run "gh secret delete {secret} -R {repository}"',
  },
  WORKFLOW_MISSING: {
    severity: 'error',
    text: 'Cannot find {path} among the workflows of {repository}',
    fix: 'Merge the file into the default branch: GitHub knows no workflow before that',
  },
  WORKFLOW_DISABLED: {
    severity: 'error',
    text: 'Cannot count on {path} of {repository} as it does not run: {state}',
    fix: 'Run "gh workflow enable {path} -R {repository}"; GitHub stops schedules after 60 days without a push',
  },
  WORKFLOW_TOKEN_WRITES: {
    severity: 'error',
    text: 'Cannot rely on the workflows of {repository} as the token of a job may write unless the job says less',
    fix: 'Settings, Actions, General, Workflow permissions: choose "Read repository contents and packages permissions"',
  },
  WORKFLOW_OPENS_NOTHING: {
    severity: 'warning',
    text: 'Cannot open repair, review, offboarding and break-glass pull requests in {repository} as workflows may not',
    fix: 'Settings, Actions, General: tick "Allow GitHub Actions to create and approve pull requests"',
  },
  ACTIONS_ANY: {
    severity: 'warning',
    text: 'Cannot say whose code the workflows of {repository} run as they may use any action',
    fix: 'Settings, Actions, General, Actions permissions: choose those of your account and selected ones',
  },
  ACTIONS_UNPINNED: {
    severity: 'warning',
    text: 'Cannot say which code the workflows of {repository} run as they may name actions by tag',
    fix: 'Settings, Actions, General: tick the box that asks for a full-length commit SHA',
  },
  CODEOWNERS_MISSING: {
    severity: 'error',
    text: 'Cannot tell who has to approve what as there is no {file}',
    fix: 'Write {file}; docs/github-setup.md has one to start from',
  },
  CODEOWNERS_INVALID: {
    severity: 'error',
    text: 'Cannot use this line of CODEOWNERS: {kind}',
    fix: 'Correct the pattern, or name a user or team that has write access; GitHub passes over the line until then',
  },
  ISSUES_OFF: {
    severity: 'error',
    text: 'Cannot open issues in {repository} as the repository has none',
    fix: 'Settings, General, Features: tick "Issues"',
  },
  LABEL_MISSING: {
    severity: 'warning',
    text: 'Cannot find the label "{label}" in {repository}',
    fix: 'Run "gh label create {label} --color {colour} -R {repository}"',
  },
  NODE_OLD: {
    severity: 'error',
    text: 'Cannot run on Node {version} as it takes {wanted} or newer',
    fix: 'Install Node {wanted} (nodejs.org); on Linux x64 "npm ci" brings it along',
  },
  ENGINE_ABSENT: {
    severity: 'warning',
    text: 'Cannot find the Pulumi engine yet: {reason}',
    fix: 'Nothing to do: the first preview fetches or builds it; "npm run demo" does so now',
  },
} as const satisfies Record<string, Entry>
