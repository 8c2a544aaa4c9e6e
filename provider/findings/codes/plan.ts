import type { Entry } from '../finding.ts'

/** What can be wrong with what a command was asked to do. */
export const PLAN_FINDINGS = {
  CLIENT_UNKNOWN: {
    severity: 'error',
    text: 'Cannot find the client "{client}" as there is no access/clients/{client}.yaml',
    fix: 'Write {nearest}',
  },
  CLIENT_NOT_NAMED: {
    severity: 'error',
    text: 'Cannot tell which clients are meant',
    fix: 'Name {known}',
  },
  REF_UNKNOWN: {
    severity: 'error',
    text: 'Cannot read the access files of "{ref}" as git knows no such commit here',
    fix: 'Write a branch, tag or commit that git has here, such as origin/main',
  },
  NARROW_MIXED: {
    severity: 'error',
    text: 'Cannot change only what is meant on {asset} of "{client}" as {count} other changes wait there',
    fix: 'Run "npx metagrant preview {client}", and apply or undo them: until then metagrant leaves the asset alone',
  },
  PLAN_CHANGED: {
    severity: 'error',
    text: 'Cannot apply the plan {wanted} of "{client}" as the plan is now {current}',
    fix: 'Run "npx metagrant preview {client}", look at it again, and apply that digest',
  },
} as const satisfies Record<string, Entry>
