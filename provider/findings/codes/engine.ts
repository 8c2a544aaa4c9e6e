import type { Entry } from '../finding.ts'

/** What can go wrong with the engine and its state. */
export const ENGINE_FINDINGS = {
  ENGINE_MISSING: {
    severity: 'error',
    text: 'Cannot start the Pulumi engine: {reason}',
    fix: 'Install Pulumi {version} or newer (pulumi.com/docs/install); or install Go 1.26 and run "npm run demo" again',
  },
  STATE_LOCKED: {
    severity: 'error',
    text: 'Cannot change the stack "{stack}" as {holder} holds its lock since {since}',
    fix: 'Wait until that run ends; if it is dead, run "npx metagrant unlock {stack}"',
  },
  STATE_LOCK_CLEARED: {
    severity: 'note',
    text: 'This run removed the lock of the stack "{stack}", as the process {pid} that held it is dead',
    fix: 'Nothing to do: this run adopts what the dead run had changed',
  },
  UNLOCK_HOLDER_ALIVE: {
    severity: 'error',
    text: 'Cannot remove the lock of the stack "{stack}" as {holder}, which holds it since {since}, is alive',
    fix: 'Wait until that run ends, or end it; then run the command again',
  },
  UNLOCK_NOT_CONFIRMED: {
    severity: 'error',
    text: 'Cannot remove the lock of the stack "{stack}" as nobody has confirmed that its holder is dead',
    fix: 'Look on that machine whether the run still works; if it does not, run "npx metagrant unlock {stack} --yes"',
  },
  UNLOCK_CHANGED: {
    severity: 'error',
    text: 'Cannot remove the lock of the stack "{stack}" as it has another holder now',
    fix: 'Run the command again and look at the new holder',
  },
  STATE_UNREADABLE: {
    severity: 'error',
    text: 'Cannot list the stacks as the engine cannot read their states: {message}',
    fix: 'Check PULUMI_BACKEND_URL and that every state there is complete; or name the clients, which needs no list',
  },
  STATE_NOT_KEPT: {
    severity: 'error',
    text: 'Cannot write at Meta in GitHub Actions as the state in {folder} ends with the run, and the next run would not know what this one gave',
    fix: 'Set the variable PULUMI_BACKEND_URL of the repository to a back end that outlives the run (docs/github-setup.md)',
  },
  STATE_CUT: {
    severity: 'error',
    text: 'Cannot read the state of the stack "{stack}" as its file {file} is not complete',
    fix: 'Free space on the disk and put back "{file}.bak"; if the first apply of the stack failed there is none, then delete the file: the next apply adopts what is at Meta',
  },
  STATE_CODE_UNKNOWN: {
    severity: 'error',
    text: 'Cannot run the engine on the stack "{stack}" as its state holds code for {resource} that is not ours: the engine would run it beside the token',
    fix: 'Find out who can write to the back end. Then put back an earlier state of the stack: on a file back end, its copy in .pulumi/backups or .pulumi/history',
  },
  STATE_PASSPHRASE: {
    severity: 'error',
    text: 'Cannot open the stack "{stack}" as PULUMI_CONFIG_PASSPHRASE is not its passphrase',
    fix: 'Set PULUMI_CONFIG_PASSPHRASE to the passphrase of the stack',
  },
  STATE_LOGIN: {
    severity: 'error',
    text: 'Cannot open the stack "{stack}" in the back end of PULUMI_BACKEND_URL: {message}',
    fix: 'Write file:///path in PULUMI_BACKEND_URL for a folder; for Pulumi Cloud, set PULUMI_ACCESS_TOKEN too',
  },
  ENGINE_FAILED: {
    severity: 'error',
    text: 'Cannot finish the stack "{stack}" as the engine failed: {message}',
    fix: 'Run the command again: it continues where this run stopped',
  },
  ENGINE_SILENT: {
    severity: 'error',
    text: 'Cannot finish "{call}" as the engine showed no progress for {seconds} seconds: this run ended it',
    fix: 'Check that the back end of PULUMI_BACKEND_URL answers and run the command again; METAGRANT_ENGINE_SECONDS={longer} allows more time',
  },
  RUN_STOPPED: {
    severity: 'error',
    text: 'Cannot apply all of "{stack}" as somebody stopped the run: {where}',
    fix: 'Run the same command again: it continues where this run stopped',
  },
  RUN_FOLDER_UNWRITABLE: {
    severity: 'error',
    text: 'Cannot run the engine for "{stack}" as metagrant cannot write into the folder "{folder}": {message}',
    fix: 'Free space there, or set TMPDIR to another folder',
  },
  POLICY_REFUSED: {
    severity: 'error',
    text: 'Cannot apply "{stack}" as the policy pack refuses it: {message}',
    fix: 'Correct what it names; "npx metagrant check" reports the same without an engine',
  },
  INTERNAL_ERROR: {
    severity: 'error',
    text: 'Cannot finish as metagrant itself failed: {message}',
    fix: 'Report it together with the command; METAGRANT_DEBUG=1 adds the stack trace',
  },
  ENGINE_DISAGREES: {
    severity: 'error',
    text: 'Cannot trust the plan of "{stack}" as the engine says "{engine}" on {asset} and the comparison says "{compared}"',
    fix: 'Report it with the output of "npx metagrant preview {stack} --format json"',
  },
} as const satisfies Record<string, Entry>
