import type { Entry } from '../finding.ts'

/** What can stand in the way of ending the relationship with a client. */
export const OFFBOARD_FINDINGS = {
  OFFBOARD_INCOMPLETE: {
    severity: 'error',
    text: 'Cannot offboard "{client}" without {what}',
    fix: 'Add {option}',
  },
  OFFBOARD_NOT_OURS: {
    severity: 'error',
    text: 'Cannot offboard "{client}" by "{who}" as agency.yaml does not list them',
    fix: 'Name who of us decided it, by the address that is in access/agency.yaml',
  },
  OFFBOARD_WRITTEN: {
    severity: 'note',
    text: 'The client "{client}" has its tombstone already, since {since}, by {by} ({ticket}): it stays as it is',
    fix: 'Leave out --reason, --ticket and --by; to change them, edit "offboarded" in the file',
  },
  OFFBOARD_HELD: {
    severity: 'error',
    text: 'Cannot end the relationship with "{client}" yet: {why}',
    fix: 'Run "npx metagrant apply {client}" again: it goes on where this one stopped',
  },
  OFFBOARD_STILL_THERE: {
    severity: 'error',
    text: 'Cannot remove the stack of "{client}" as Meta still shows {what}',
    fix: 'Run "npx metagrant apply {client}" again in some minutes: what has ended may show for a while',
  },
} as const satisfies Record<string, Entry>
