import type { Entry } from '../finding.ts'

/** What can be wrong with the settings of the repository at GitHub, and with the machine. */
export const DOCTOR_FINDINGS = {
  GRAPH_VERSION_ENDED: {
    severity: 'error',
    text: 'Cannot rely on version {version} of the Marketing API as it ended on {end}',
    fix: 'Update metagrant; until then Meta serves another version, or refuses calls with code 2635',
  },
  GRAPH_VERSION_ENDS: {
    severity: 'warning',
    text: 'Version {version} of the Marketing API ends on {end}',
    fix: 'Update metagrant to a release that speaks a newer version',
  },
  GRAPH_VERSION_OLD: {
    severity: 'warning',
    text: 'Version {version} of the Marketing API came out on {came}, and versions have ended after about a year',
    fix: 'Look up its end in the version history of the Marketing API, and update metagrant before it',
  },
  GRAPH_VERSION_UNKNOWN: {
    severity: 'warning',
    text: 'Version {version} of the Marketing API is not in the calendar of metagrant',
    fix: 'Add the day it came out to provider/graph/version-calendar.ts, from docs/graph-api.md',
  },
  BRANCH_OPEN: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it accepts commits without a pull request',
    fix: 'Open Settings, Rules, Rulesets: add a branch ruleset for {branch} and tick "Require a pull request before merging"',
  },
  BRANCH_WITHOUT_APPROVAL: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it accepts pull requests without an approval',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: set "Required approvals" to 1 or more',
  },
  BRANCH_KEEPS_STALE_APPROVALS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as an approval stays valid after a new commit',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: tick "Dismiss stale pull request approvals"',
  },
  BRANCH_PUSHER_APPROVES: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as the author of the last push may approve it',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: tick "Require approval of the most recent reviewable push"',
  },
  BRANCH_WITHOUT_CODE_OWNERS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it does not require the approval of a code owner',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: tick "Require review from Code Owners"',
  },
  BRANCH_FORCE_PUSH: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it allows force pushes',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: tick "Block force pushes"',
  },
  BRANCH_DELETABLE: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as anybody with write access may delete it',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: tick "Restrict deletions"',
  },
  BRANCH_CHECK_MISSING: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as it does not require the check "{check}"',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: add {check} under "Require status checks to pass"',
  },
  BRANCH_BYPASS: {
    severity: 'error',
    text: 'Cannot rely on "{branch}" of {repository} as its rules have exceptions: {who}',
    fix: 'Open Settings, Rules, Rulesets, the ruleset of {branch}: empty the bypass list; in a classic rule, tick "Do not allow bypassing the above settings"',
  },
  ENVIRONMENT_MISSING: {
    severity: 'error',
    text: 'Cannot apply in the environment "{environment}" of {repository} as it does not exist',
    fix: 'Run "gh api -X PUT repos/{repository}/environments/{environment}", then set it up as docs/github-setup.md says',
  },
  ENVIRONMENT_UNREVIEWED: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as its jobs start without a review',
    fix: 'Open Settings, Environments, {environment}: tick "Required reviewers" and name at least one person or team',
  },
  ENVIRONMENT_SELF_REVIEWED: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as the person who starts a run may approve it',
    fix: 'Open Settings, Environments, {environment}, Required reviewers: tick "Prevent self-review"',
  },
  ENVIRONMENT_BYPASS: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as administrators may skip its reviewers',
    fix: 'Open Settings, Environments, {environment}: untick "Allow administrators to bypass configured protection rules"',
  },
  ENVIRONMENT_BRANCHES: {
    severity: 'error',
    text: 'Cannot rely on the environment "{environment}" of {repository} as it accepts more branches than "{branch}": {current}',
    fix: 'Open Settings, Environments, {environment}, Deployment branches and tags: choose "Selected branches and tags" and keep only {branch}',
  },
  ENVIRONMENT_SECRET_MISSING: {
    severity: 'error',
    text: 'Cannot reach Meta from the environment "{environment}" of {repository} as it has no secret {secret}',
    fix: 'Run "gh secret set {secret} --env {environment} -R {repository}"',
  },
  SECRET_FOR_ALL: {
    severity: 'error',
    text: 'Cannot protect {secret} as it is a secret of the whole repository {repository}: every workflow on every branch can read it',
    fix: 'Set it in the environments that need it, then run "gh secret delete {secret} -R {repository}"',
  },
  WORKFLOW_MISSING: {
    severity: 'error',
    text: 'Cannot find the workflow {path} of {repository}: GitHub does not list it',
    fix: 'Merge the file into the default branch; GitHub lists a workflow only after that',
  },
  WORKFLOW_DISABLED: {
    severity: 'error',
    text: 'Cannot rely on the workflow {path} of {repository} as it does not run: {state}',
    fix: 'Run "gh workflow enable {path} -R {repository}"; GitHub disables schedules after 60 days without activity',
  },
  WORKFLOW_TOKEN_WRITES: {
    severity: 'error',
    text: 'Cannot rely on the workflows of {repository} as the default token of a job has write access',
    fix: 'Open Settings, Actions, General, Workflow permissions: choose "Read repository contents and packages permissions"',
  },
  WORKFLOW_OPENS_NOTHING: {
    severity: 'warning',
    text: 'Workflows of {repository} may not open pull requests; repair, review, offboarding and break-glass need this',
    fix: 'Open Settings, Actions, General: tick "Allow GitHub Actions to create and approve pull requests"',
  },
  ACTIONS_ANY: {
    severity: 'warning',
    text: 'Workflows of {repository} may use actions of any author',
    fix: 'Open Settings, Actions, General, Actions permissions: choose the actions of your account and selected others',
  },
  ACTIONS_UNPINNED: {
    severity: 'warning',
    text: 'Workflows of {repository} may name an action by its tag, and a tag can move to other code',
    fix: 'Open Settings, Actions, General: tick the box that requires a full-length commit SHA',
  },
  CODEOWNERS_MISSING: {
    severity: 'error',
    text: 'Cannot require the approval of code owners as {file} does not exist',
    fix: 'Create {file}; docs/github-setup.md has an example',
  },
  CODEOWNERS_INVALID: {
    severity: 'error',
    text: 'Cannot use this line of CODEOWNERS: {kind}',
    fix: 'Correct the pattern, or name a user or team with write access; GitHub skips the line until then',
  },
  ISSUES_OFF: {
    severity: 'error',
    text: 'Cannot open issues in {repository} as its issues are off',
    fix: 'Open Settings, General, Features: tick "Issues"',
  },
  LABEL_MISSING: {
    severity: 'warning',
    text: 'The repository {repository} has no label "{label}"',
    fix: 'Run "gh label create {label} --color {colour} -R {repository}"',
  },
  NODE_OLD: {
    severity: 'error',
    text: 'Cannot run on Node {version} as metagrant needs Node {wanted} or newer',
    fix: 'Install Node {wanted} (nodejs.org); on Linux x64, "npm ci" installs it',
  },
  ENGINE_ABSENT: {
    severity: 'warning',
    text: 'This machine has no Pulumi engine yet: {reason}',
    fix: 'Run "npm run demo" to get it now; otherwise the first preview downloads or builds it',
  },
} as const satisfies Record<string, Entry>
