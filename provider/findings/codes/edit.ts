import type { Entry } from '../finding.ts'

/** What keeps a command from writing into a file. */
export const EDIT_FINDINGS = {
  EDIT_SHARED: {
    severity: 'error',
    text: 'Cannot change "{path}" here as the aliases of "&{anchor}" would change or break with it',
    fix: 'Replace "*{anchor}" by the value itself, then run the command again',
  },
  EDIT_UNSAFE: {
    severity: 'error',
    text: 'Cannot change "{path}" as the lines around it would change too',
    fix: 'Make this change by hand; or write the lines around it with one key a line, then run the command again',
  },
  FILE_CHANGED: {
    severity: 'error',
    text: 'Cannot write "{file}" as somebody changed it while the command ran',
    fix: 'Run the command again',
  },
  FILE_OUTSIDE: {
    severity: 'error',
    text: 'Cannot write "{file}" as it is a link to a place outside access/',
    fix: 'Replace the link by a file or folder inside access/',
  },
  FILE_UNWRITABLE: {
    severity: 'error',
    text: 'Cannot write "{file}": {reason}',
    fix: 'Give this user write permission, then run the command again; it wrote no file',
  },
} as const satisfies Record<string, Entry>
