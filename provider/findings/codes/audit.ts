import type { Entry } from '../finding.ts'

/** What can stand in the way of an audit, and what its chain can show. */
export const AUDIT_FINDINGS = {
  AUDIT_NO_HISTORY: {
    severity: 'error',
    text: 'Cannot report who changed the access of "{client}" as this folder has no git history',
    fix: 'Run the command in a clone of the repository',
  },
  AUDIT_SHALLOW: {
    severity: 'warning',
    text: 'This clone is shallow: the history of "{client}" may be incomplete',
    fix: 'Run "git fetch --unshallow"; in a workflow, set "fetch-depth: 0" for actions/checkout',
  },
  AUDIT_NO_CHAIN: {
    severity: 'error',
    text: 'Cannot verify "{file}" as it does not exist',
    fix: 'Check the path, or start a chain with "npx metagrant audit <client> --append"',
  },
  AUDIT_BROKEN: {
    severity: 'error',
    text: 'Cannot trust "{file}" from entry {entry} on: {what}',
    fix: 'Run "git log -p" on the branch that holds the file, and find the commit that changed this entry',
  },
  AUDIT_GITHUB: {
    severity: 'error',
    text: 'Cannot ask GitHub who approved the changes of "{client}": {message}',
    fix: 'Run the command again later, or unset GITHUB_TOKEN to report what git and the state know, without approvals',
  },
} as const satisfies Record<string, Entry>
