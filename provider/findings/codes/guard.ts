import type { Entry } from '../finding.ts'

/** Why a plan is refused: the number, the limit, and how a person lets it pass. */
export const GUARD_FINDINGS = {
  GUARD_ADMINS: {
    severity: 'error',
    text: 'Cannot let {count} people of "{stack}" gain control as the limit is {limit}: the first is "{who}"',
    fix: 'Give a lower level, or name the number: --allow-admins {count}',
  },
  GUARD_RAISES: {
    severity: 'error',
    text: 'Cannot raise {count} people of "{stack}" at once as the limit is {limit}',
    fix: 'Raise them in smaller steps, or name the number: --allow-raises {count}',
  },
  GUARD_REMOVALS: {
    severity: 'error',
    text: 'Cannot take away {count} of the {total} grants of "{stack}" at once as the limit is {limit}',
    fix: 'Check that the file is whole, or name the number: --allow-removals {count}',
  },
  GUARD_EMPTIED: {
    severity: 'error',
    text: 'Cannot leave {count} assets of "{stack}" without anybody of ours as the limit is {limit}: the first is {asset}',
    fix: 'Keep somebody on it, take the asset out of the file, or name the number: --allow-emptied {count}',
  },
  GUARD_TEAM_REPLACED: {
    severity: 'error',
    text: 'Cannot replace all {count} people of "{stack}" at once as the limit is {limit}',
    fix: 'Keep somebody for the handover, or name the number: --allow-replaced {count}',
  },
  GUARD_CLIENTS: {
    severity: 'error',
    text: 'Cannot change {count} clients in one run as the limit is {limit}',
    fix: 'Apply them in smaller groups, or name the number: --allow-clients {count}',
  },
  GUARD_LAST_ADMIN: {
    severity: 'error',
    text: 'Cannot apply "{stack}" as our Business would be left without an admin',
    fix: 'Make somebody else admin first; nothing overrides this',
  },
  GUARD_SELF: {
    severity: 'error',
    text: 'Cannot change "{who}" on {asset} as our own token belongs to them',
    fix: 'Use a token of another system user for this; nothing overrides it',
  },
  GUARD_NOT_MEMBER: {
    severity: 'error',
    text: 'Cannot give "{who}" access to {asset} as they are not in our Business',
    fix: 'Apply the stack "agency" first and wait for them to accept; nothing overrides this',
  },
  GUARD_FOREIGN: {
    severity: 'error',
    text: 'Cannot touch "{who}" on {asset} as they are not ours',
    fix: 'Report it: no plan may come to this, and nothing overrides it',
  },
  GUARD_ASSET_MOVED: {
    severity: 'error',
    text: 'Cannot take {asset} away from "{stack}" as "{client}" lists it now: its access would end for both',
    fix: 'Run "npx metagrant apply {client}", then take it out of the old state alone: "pulumi state delete -s {stack}"',
  },
  GUARD_CLIENT_DELETED: {
    severity: 'error',
    text: 'Cannot pass over the client "{client}" as its file is gone and its stack still holds access',
    fix: 'Restore access/clients/{client}.yaml and run "npx metagrant offboard {client}"; then delete the file. If the client goes on in another file, apply that one by its name and run "pulumi stack rm {client} --force", which touches nothing at Meta',
  },
} as const satisfies Record<string, Entry>
