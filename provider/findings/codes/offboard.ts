import type { Entry } from '../finding.ts'

/** What can stand in the way of ending the relationship with a client. */
export const OFFBOARD_FINDINGS = {
  OFFBOARD_INCOMPLETE: {
    severity: 'error',
    text: 'Cannot offboard "{client}" as the command lacks {what}',
    fix: 'Add {option}',
  },
  OFFBOARD_NOT_OURS: {
    severity: 'error',
    text: 'Cannot offboard "{client}" in the name of "{who}" as access/agency.yaml does not list them',
    fix: 'Check the spelling of --by: it takes an address of access/agency.yaml',
  },
  OFFBOARD_WRITTEN: {
    severity: 'note',
    text: 'The client "{client}" already has its tombstone, since {since}, by {by} ({ticket}); it stays unchanged',
    fix: 'Leave out --reason, --ticket and --by; to change them, edit "offboarded" in the file',
  },
  OFFBOARD_HELD: {
    severity: 'error',
    text: 'Cannot end the relationship with "{client}" yet: {why}',
    fix: 'Run "npx metagrant apply {client}" again: it continues where this run stopped',
  },
  OFFBOARD_UNSEEN: {
    severity: 'error',
    text: 'Cannot remove the stack of "{client}" as Meta does not show whether our access has ended: {what}',
    fix: 'Run "npx metagrant apply {client}" again later: it continues from what Meta shows then',
  },
  OFFBOARD_STILL_THERE: {
    severity: 'error',
    text: 'Cannot remove the stack of "{client}" as Meta still shows {what}',
    fix: 'Run "npx metagrant apply {client}" again in a few minutes: Meta may show for a while what has ended',
  },
} as const satisfies Record<string, Entry>
