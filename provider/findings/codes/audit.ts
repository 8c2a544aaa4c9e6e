import type { Entry } from '../finding.ts'

/** What can stand in the way of an audit, and what its chain can show. */
export const AUDIT_FINDINGS = {
  AUDIT_NO_HISTORY: {
    severity: 'error',
    text: 'Cannot tell who changed the access of "{client}" as git has no history here',
    fix: 'Run it in a clone of the repository',
  },
  AUDIT_SHALLOW: {
    severity: 'warning',
    text: 'Cannot see the whole history of "{client}" as this clone is shallow',
    fix: 'Run "git fetch --unshallow", or check out with fetch-depth: 0',
  },
  AUDIT_NO_CHAIN: {
    severity: 'error',
    text: 'Cannot verify "{file}" as there is no such file',
    fix: 'Name the file of the chain, or begin one: metagrant audit <client> --append',
  },
  AUDIT_BROKEN: {
    severity: 'error',
    text: 'Cannot trust "{file}" from entry {entry} on: {what}',
    fix: 'Compare it with the history of the branch that holds it (git log -p), and find out who wrote there',
  },
  AUDIT_GITHUB: {
    severity: 'error',
    text: 'Cannot ask GitHub who approved the changes of "{client}": {message}',
    fix: 'Run it again later; without GITHUB_TOKEN it tells what git and the state know, and writes down no approval',
  },
} as const satisfies Record<string, Entry>
