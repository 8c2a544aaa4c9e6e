import type { Entry } from '../finding.ts'

/** Why a plan is refused: the number, the limit, and how a person lets it pass. */
export const GUARD_FINDINGS = {
  GUARD_ADMINS: {
    severity: 'error',
    text: 'Cannot give {count person|people} control at "{stack}" as the limit is {limit}: the first is "{who}"',
    fix: 'Grant a lower level, or allow exactly this number: --allow-admins {count}',
  },
  GUARD_RAISES: {
    severity: 'error',
    text: 'Cannot raise {count person|people} of "{stack}" at once as the limit is {limit}',
    fix: 'Raise them in smaller steps, or allow exactly this number: --allow-raises {count}',
  },
  GUARD_REMOVALS: {
    severity: 'error',
    text: 'Cannot revoke {count} of the {total grant|grants} of "{stack}" at once as the limit is {limit}',
    fix: 'Check that the file is complete, or allow exactly this number: --allow-removals {count}',
  },
  GUARD_EMPTIED: {
    severity: 'error',
    text: 'Cannot leave {count asset|assets} of "{stack}" without any of our people as the limit is {limit}: the first is {asset}',
    fix: 'Keep somebody on it, remove the asset from the file, or allow exactly this number: --allow-emptied {count}',
  },
  GUARD_TEAM_REPLACED: {
    severity: 'error',
    text: 'Cannot replace the whole team of "{stack}" at once, {count person|people}, as the limit is {limit}',
    fix: 'Keep somebody for the handover, or allow exactly this number: --allow-replaced {count}',
  },
  GUARD_CLIENTS: {
    severity: 'error',
    text: 'Cannot change {count client|clients} in one run as the limit is {limit}',
    fix: 'Apply them in smaller groups, or allow exactly this number: --allow-clients {count}',
  },
  GUARD_LAST_ADMIN: {
    severity: 'error',
    text: 'Cannot apply "{stack}" as it leaves our Business without an admin',
    fix: 'Make another person admin first; no option overrides this',
  },
  GUARD_SELF: {
    severity: 'error',
    text: 'Cannot change "{who}" on {asset} as our own token belongs to "{who}"',
    fix: 'Use a token of another system user for this run; no option overrides this',
  },
  GUARD_NOT_MEMBER: {
    severity: 'error',
    text: 'Cannot grant "{who}" access to {asset} as they are not in our Business',
    fix: 'Run "npx metagrant apply agency" first, and wait until they accept the invitation; no option overrides this',
  },
  GUARD_FOREIGN: {
    severity: 'error',
    text: 'Cannot change "{who}" on {asset} as they do not belong to our Business',
    fix: 'Report it as a bug: no plan may contain this, and no option overrides it',
  },
  GUARD_ASSET_MOVED: {
    severity: 'error',
    text: 'Cannot move {asset} from "{from}" to "{to}": {why}',
    fix: 'Put its line back into access/clients/{from}.yaml. If both files are of one client, name the Business of the one in "also_businesses" of the other; then run "npx metagrant preview {to}"',
  },
  GUARD_CLIENT_DELETED: {
    severity: 'error',
    text: 'Cannot skip the client "{client}" as its file is gone and its stack still holds {assets} that no other file lists',
    fix: 'Restore access/clients/{client}.yaml with these assets and run "npx metagrant offboard {client}"; then delete the file. If the client continues under another name, list them in that file: "npx metagrant apply" moves them',
  },
} as const satisfies Record<string, Entry>
