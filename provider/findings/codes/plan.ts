import type { Entry } from '../finding.ts'

/** What can be wrong with what a command was asked to do. */
export const PLAN_FINDINGS = {
  CLIENT_UNKNOWN: {
    severity: 'error',
    text: 'Cannot find the client "{client}" as access/clients/{client}.yaml does not exist',
    fix: 'Write {nearest}',
  },
  CLIENT_NOT_NAMED: {
    severity: 'error',
    text: 'Cannot choose clients as the command names none',
    fix: 'Name {known}',
  },
  REF_UNKNOWN: {
    severity: 'error',
    text: 'Cannot read the access files of "{ref}" as git knows no such commit here',
    fix: 'Write a branch, tag or commit that git has here, such as origin/main',
  },
  LATER_GIVEN_UP: {
    severity: 'note',
    text: 'Somebody approved the access of {who} to {asset} of "{client}" for later, and the file now asks for something else',
    fix: 'Apply the plan of "{client}", which needs an approval of its own: npx metagrant preview {client}',
  },
  NARROW_UNREAD: {
    severity: 'error',
    text: 'Cannot look for what this command should change on {asset} of "{client}": {message}',
    fix: 'Run the command again later; until Meta shows the asset, the access there may stand as it was',
  },
  END_WAITS: {
    severity: 'error',
    text: 'Cannot end all access of "{client}" that is past its end: {ends}',
    fix: 'Do what the issue "{client}: access stands past its end" says; the next run looks again',
  },
  ENDED_BY_HAND: {
    severity: 'warning',
    text: '"{who}" may still have access to {asset} of "{client}" past its end, and metagrant cannot revoke it',
    fix: 'Do this by hand: {how}',
  },
  ASSET_OF_ANOTHER: {
    severity: 'error',
    text: 'Cannot manage {asset} as an asset of "{client}": its owner is {owner}',
    fix: 'Correct the id in access/clients/{client}.yaml; metagrant grants nothing there until the client owns it',
  },
  ASSET_NAME_UNPROVEN: {
    severity: 'error',
    text: 'Cannot manage {asset} as an asset of "{client}": Meta does not show its owner, and names it differently',
    fix: 'Make sure that {id} is the id that the client meant; then write name: {name} into access/clients/{client}.yaml',
  },
  ASSET_OF_AGENCY: {
    severity: 'error',
    text: 'Cannot manage {asset} as an asset that "{client}" shares: our own Business owns it',
    fix: 'Write owner: agency beside id: {id} in access/clients/{client}.yaml',
  },
  ASSET_NOT_OF_AGENCY: {
    severity: 'error',
    text: 'Cannot manage {asset} of "{client}" as an asset of our own Business: {shown}',
    fix: 'Correct id: {id} in access/clients/{client}.yaml, or remove owner: agency there if the client owns the asset',
  },
  ASSET_NAME_DIFFERS: {
    severity: 'warning',
    text: 'Meta has another name for {asset} of "{client}"',
    fix: 'Write name: {name} into access/clients/{client}.yaml',
  },
  PERSON_ADDRESS_CHANGED: {
    severity: 'warning',
    text: '"{who}" (id {id}) is "{address}" at Meta; metagrant invites nobody for it, and grants nothing until both agree',
    fix: "Write {address} in place of {who} in access/agency.yaml and the clients' files, or have it changed back at Meta",
  },
  PERSON_PERHAPS: {
    severity: 'warning',
    text: '"{who}" in our Business has the name of "{maybe}", who is not there; metagrant invites and removes neither',
    fix: 'If they are one person, write id: "{id}" beside {maybe} in access/agency.yaml; if not, remove {who} in Business settings, People',
  },
  PERSON_ID_OF_ANOTHER: {
    severity: 'error',
    text: 'Cannot take the id {id} for "{who}" as Meta has "{other}" under it',
    fix: 'Correct or remove the id in access/agency.yaml',
  },
  BUSINESS_NAME_DIFFERS: {
    severity: 'note',
    text: 'The Business {business} of "{client}" is "{name}" at Meta; the file names the client "{named}"',
    fix: 'Make sure that it is the Business of this client before anybody approves a grant',
  },
  MOVE_UNFINISHED: {
    severity: 'warning',
    text: '"{to}" has taken over {count} of the assets of "{from}", whose state still holds an old record of them ({reason}); nothing differs at Meta',
    fix: 'Run "npx metagrant apply {to}" once more when no other run works on "{from}"; if one is dead, run "npx metagrant unlock {from}" first',
  },
  PLAN_CHANGED: {
    severity: 'error',
    text: 'Cannot apply the plan {wanted} of "{client}" as the plan is now {current}',
    fix: 'Run "npx metagrant preview {client}", review the plan, and apply its digest',
  },
} as const satisfies Record<string, Entry>
