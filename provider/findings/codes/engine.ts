import type { Entry } from '../finding.ts'

/** What can go wrong with the engine and its state. */
export const ENGINE_FINDINGS = {
  ENGINE_MISSING: {
    severity: 'error',
    text: 'Cannot start the Pulumi engine: {reason}',
    fix: 'Install Pulumi {version} or newer (pulumi.com/docs/install), or Go 1.26 and run "npm run demo" again',
  },
  STATE_LOCKED: {
    severity: 'error',
    text: 'Cannot change the stack "{stack}" as {holder} holds its lock since {since}',
    fix: 'Wait for that run to end; if it is dead, run "pulumi cancel -s {stack}"',
  },
  STATE_LOCK_CLEARED: {
    severity: 'note',
    text: 'Cleared the lock of the stack "{stack}" as its process {pid} is dead',
    fix: 'Nothing to do: this run adopts what that run had changed',
  },
  STATE_UNREADABLE: {
    severity: 'error',
    text: 'Cannot list the stacks as the engine cannot read their states: {message}',
    fix: 'Check PULUMI_BACKEND_URL and that each state there is whole; the command goes on without a list where you name the clients',
  },
  STATE_PASSPHRASE: {
    severity: 'error',
    text: 'Cannot open the stack "{stack}" as its passphrase is another one',
    fix: 'Set PULUMI_CONFIG_PASSPHRASE to the passphrase of the stack',
  },
  STATE_LOGIN: {
    severity: 'error',
    text: 'Cannot open the stack "{stack}" where PULUMI_BACKEND_URL keeps it: {message}',
    fix: 'Write a folder as file:///path in PULUMI_BACKEND_URL; for Pulumi Cloud set PULUMI_ACCESS_TOKEN too',
  },
  ENGINE_FAILED: {
    severity: 'error',
    text: 'Cannot finish the stack "{stack}" as the engine failed: {message}',
    fix: 'Run the command again: it goes on where this one stopped',
  },
  POLICY_REFUSED: {
    severity: 'error',
    text: 'Cannot apply "{stack}" as the policy pack refuses it: {message}',
    fix: 'Correct what it names; "npx metagrant check" finds the same without an engine',
  },
  INTERNAL_ERROR: {
    severity: 'error',
    text: 'Cannot finish as metagrant itself is at fault: {message}',
    fix: 'Report it with the command; METAGRANT_DEBUG=1 adds where it happened',
  },
  ENGINE_DISAGREES: {
    severity: 'error',
    text: 'Cannot trust the plan of "{stack}" as the engine says {engine} on {asset} and the comparison says {compared}',
    fix: 'Report it with the output of "npx metagrant preview {stack} --format json"',
  },
} as const satisfies Record<string, Entry>
