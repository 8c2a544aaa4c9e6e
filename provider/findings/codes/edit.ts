import type { Entry } from '../finding.ts'

/** What keeps a command from writing into a file. */
export const EDIT_FINDINGS = {
  EDIT_SHARED: {
    severity: 'error',
    text: 'Cannot change "{path}" here: the aliases of "&{anchor}" elsewhere in the file would change or break with it',
    fix: 'Write the value out where "*{anchor}" stands, then run the command again',
  },
  EDIT_UNSAFE: {
    severity: 'error',
    text: 'Cannot change "{path}" without touching what stands around it',
    fix: 'Make this change by hand, or write the lines around it in the usual form, one key a line',
  },
  FILE_CHANGED: {
    severity: 'error',
    text: 'Cannot write "{file}" as somebody changed it while the command ran',
    fix: 'Run the command again',
  },
  FILE_OUTSIDE: {
    severity: 'error',
    text: 'Cannot write "{file}" as it leads out of the folder access/ of this repository',
    fix: 'Replace the link by a file or folder inside access/',
  },
  FILE_UNWRITABLE: {
    severity: 'error',
    text: 'Cannot write "{file}": {reason}',
    fix: 'Give this user the right to write it; the command wrote no file',
  },
} as const satisfies Record<string, Entry>
