import type { Entry } from '../finding.ts'

/**
 * What the live estate shows against the files. An error is access that nobody approved; a warning is access that is not
 * as the files ask, waits, or cannot be told; a note is told and nothing is open by it. `{how}` says who does it.
 */
export const SCAN_FINDINGS = {
  SCAN_MISSING: {
    severity: 'warning',
    text: '"{who}" has no access to {asset} of "{client}"; the file says {wanted}',
    fix: 'Grant it: {how}; or remove it from the file',
  },
  SCAN_LEVEL_BELOW: {
    severity: 'warning',
    text: '"{who}" has only {held} on {asset} of "{client}"; the file says {wanted}',
    fix: 'Raise it: {how}; or write the lower level into the file',
  },
  SCAN_LEVEL_ABOVE: {
    severity: 'error',
    text: '"{who}" has {held} on {asset} of "{client}"; the file says only {wanted}',
    fix: 'Lower it: {how}; or add an exception with a reason to the file',
  },
  SCAN_LEVEL_OTHER: {
    severity: 'error',
    text: '"{who}" has {held} on {asset} of "{client}"; the file says {wanted}, and neither includes the other',
    fix: 'Correct it: {how}; or add an exception with a reason to the file',
  },
  SCAN_UNMANAGED: {
    severity: 'error',
    text: '"{who}" has {held} on {asset} of "{client}"; no file gives it',
    fix: 'Revoke it: {how}; or add it to the file with a reason',
  },
  SCAN_LEAVER: {
    severity: 'error',
    text: '"{who}" has {held} on {asset} of "{client}"; access/agency.yaml does not list them',
    fix: 'Revoke it: {how}',
  },
  SCAN_FACT_DIFFERS: {
    severity: 'warning',
    text: 'The {what} of {asset} of "{client}" is {has} at Meta; the file says {said}',
    fix: 'Correct the file, or ask the client to change it at Meta',
  },
  SCAN_ACCOUNT_STATUS: {
    severity: 'warning',
    text: 'Meta has {asset} of "{client}" as {state}: no ad runs from it',
    fix: 'Ask the client to open Business settings, Accounts, Ad accounts, and to settle it there',
  },
  SCAN_MEMBER_UNLISTED: {
    severity: 'error',
    text: '"{who}" is in our Business as {held}; access/agency.yaml does not list them',
    fix: 'Remove them in Business settings, People or System users; or add them to access/agency.yaml',
  },
  SCAN_FINANCE_BESIDE_ROLE: {
    severity: 'error',
    text: '"{who}" has the finance permission {held} in our Business beside the role {role}; access/agency.yaml gives none',
    fix: 'Remove it in Business settings, People; or give them a function with a finance role',
  },
  SCAN_SECOND_FACTOR_MISSING: {
    severity: 'warning',
    text: '"{who}" has no second factor; their role in our Business is {role}',
    fix: 'Ask them to turn on two-factor authentication at facebook.com/settings, Security',
  },
  SCAN_SECOND_FACTOR_OPTIONAL: {
    severity: 'warning',
    text: 'Our Business requires no second factor of anybody',
    fix: 'Require it of everyone in Business settings, Security Center',
  },
  SCAN_GUEST: {
    severity: 'error',
    text: '"{who}" is in the Business of the client "{client}" without a direct share in its file: {state}',
    fix: 'Ask an admin of the client to remove them in Business settings, People; metagrant has no right to do it',
  },
  SCAN_SHARE_UNLISTED: {
    severity: 'warning',
    text: 'No file lists {asset}; its owner shares it with our Business as {held}; our people on it: {people}',
    fix: 'Add it to {file}, or give up the share in Business settings; metagrant changes nothing there',
  },
  SCAN_OWN_UNLISTED: {
    severity: 'note',
    text: 'Our own Business owns {asset}, and no file lists it; our people on it: {people}',
    fix: 'If our people use it for a client, write {entry} under {list} in the file of that client, or import it with --own',
  },
  SCAN_OTHER_PARTNER: {
    severity: 'note',
    text: 'The Business {business} "{name}" is also a partner on {asset} of "{client}": {held}',
    fix: 'Ask the client if you did not expect it; metagrant never changes other partners',
  },
  SCAN_WAITING_CLIENT: {
    severity: 'warning',
    text: 'The client has not acted yet: "{who}" waits for {wanted} on {asset} of "{client}"',
    fix: 'Ask the client to do this: {how}',
  },
  SCAN_WAITING_SECOND_ADMIN: {
    severity: 'warning',
    text: 'A second admin of the client has not approved it yet: "{who}" waits for {wanted} on {asset} of "{client}"',
    fix: 'Ask the client to do this in Business settings, Requests: {how}',
  },
  SCAN_WAITING_ACCEPTANCE: {
    severity: 'warning',
    text: 'Our side has not accepted the share yet: "{who}" waits for {wanted} on {asset} of "{client}"',
    fix: 'Do this soon, as a request expires: {how}',
  },
  SCAN_AGREEMENT_WAITING: {
    severity: 'warning',
    text: 'Our side has not accepted {count request|requests} to share from {from}',
    fix: 'Accept what somebody expects in Business settings, Requests',
  },
  SCAN_AGREEMENTS_UNKNOWN: {
    severity: 'note',
    text: 'Meta does not show which shares our side has yet to accept: {message}',
    fix: 'Look in Business settings, Requests',
  },
  SCAN_WAITING_INVITATION: {
    severity: 'warning',
    text: '"{who}" has not accepted the invitation to our Business; their access to {assets} of "{client}" is pending',
    fix: 'Remind them of the mail from Meta, or send it again in Business settings, People',
  },
  SCAN_INVITATION_EXPIRED: {
    severity: 'warning',
    text: 'The invitation of "{who}" has expired ({ended}); their access to {assets} of "{client}" is pending',
    fix: 'Cancel it in Business settings, People, and invite them again',
  },
  SCAN_WAITING_MEMBER: {
    severity: 'warning',
    text: '"{who}" is not in our Business yet; their access to {assets} of "{client}" is pending',
    fix: 'Run "npx metagrant apply agency", which invites them',
  },
  SCAN_WAITING_ADMIN: {
    severity: 'warning',
    text: 'An admin of our Business has not acted yet: "{who}" waits for {wanted} on {asset} of "{client}"',
    fix: 'Do this by hand: {how}',
  },
  SCAN_UNKNOWN: {
    severity: 'warning',
    text: 'Meta does not show who has access to {asset} of "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later; metagrant changes nothing there until it can read it',
  },
  SCAN_SHARE_UNSEEN: {
    severity: 'warning',
    text: 'Meta does not show us who has access to {asset} of "{client}": only a token of the client shows a direct share, and its file says "client_side: by-hand"',
    fix: 'Ask the client who is on it: Business settings, the asset, People; or ask for a token and write "client_side: by-token"',
  },
  SCAN_MEMBER_UNKNOWN: {
    severity: 'warning',
    text: 'It is unknown whether {who} is in our Business: {message}',
    fix: 'Run "npx metagrant scan" again later; if it stays so, give that member an address or a name in Business settings',
  },
  SCAN_LISTING_UNKNOWN: {
    severity: 'warning',
    text: 'Meta does not show every {kind} that clients share with our Business or that it owns: {message}',
    fix: 'Run "npx metagrant scan" again later, or give the token what it lacks',
  },
  SCAN_GUESTS_UNKNOWN: {
    severity: 'warning',
    text: 'Meta does not show which of our people are in the Business of the client "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later, or give the token of the client what it lacks',
  },
  SCAN_PARTNERS_UNKNOWN: {
    severity: 'note',
    text: 'Meta does not show the other partners on {asset} of "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later, or give the token of the client what it lacks',
  },
  SCAN_PARTNERS_UNSEEN: {
    severity: 'note',
    text: 'Meta has no list of the partners of {asset} of "{client}"',
    fix: 'Ask the client for the other partners on it: Business settings, the asset, Partners',
  },
  SCAN_TOKEN_ENDS: {
    severity: 'warning',
    text: 'The token in {variable} ends on {ends}: {days day is|days are} left',
    fix: 'Create a new token in Business settings, Users, System users, and set {variable}',
  },
  SCAN_TOKEN_ENDS_SOON: {
    severity: 'error',
    text: 'The token in {variable} ends soon, on {ends}: {days day is|days are} left',
    fix: 'Create a new token now in Business settings, Users, System users, and set {variable}',
  },
  SCAN_TOKEN_PERMISSION: {
    severity: 'warning',
    text: 'The token in {variable} lacks permissions that the files need: {permissions}',
    fix: 'Create a token that has these permissions too; README.md, "With a real token", lists all of them',
  },
  SCAN_TOKEN_UNKNOWN: {
    severity: 'note',
    text: 'Meta does not show when the token in {variable} ends or what it may do: {message}',
    fix: 'Look at it in the Access Token Debugger of Meta',
  },
} as const satisfies Record<string, Entry>
