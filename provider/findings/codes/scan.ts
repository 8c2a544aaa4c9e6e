import type { Entry } from '../finding.ts'

/**
 * What the live estate shows against the files. An error is access that nobody approved; a warning is access that is not
 * as the files ask, waits, or cannot be told; a note is told and nothing is open by it. `{how}` says who does it.
 */
export const SCAN_FINDINGS = {
  SCAN_MISSING: {
    severity: 'warning',
    text: 'Cannot find "{who}" on {asset} of "{client}" as the files give {wanted} there',
    fix: 'To give it: {how}; or take the line out of the file',
  },
  SCAN_LEVEL_BELOW: {
    severity: 'warning',
    text: 'Cannot use {asset} of "{client}" for "{who}" as {wanted}: current level is {held}',
    fix: 'To raise it: {how}; or write the lower level into the file',
  },
  SCAN_LEVEL_ABOVE: {
    severity: 'error',
    text: 'Cannot keep "{who}" on {asset} of "{client}" as the files give {wanted} there: current level is {held}, which is above',
    fix: 'To lower it: {how}; or ask for the level by an exception in the file',
  },
  SCAN_LEVEL_OTHER: {
    severity: 'error',
    text: 'Cannot keep "{who}" on {asset} of "{client}" as the files give {wanted} there: current level is {held}, neither above nor below',
    fix: 'To set it right: {how}; or ask for the level by an exception in the file',
  },
  SCAN_UNMANAGED: {
    severity: 'error',
    text: 'Cannot explain "{who}" on {asset} of "{client}" as no file gives it: current level is {held}',
    fix: 'To end it: {how}; or add it to the file with a reason',
  },
  SCAN_LEAVER: {
    severity: 'error',
    text: 'Cannot keep "{who}" on {asset} of "{client}" as agency.yaml does not name them: current level is {held}',
    fix: 'To end it: {how}',
  },
  SCAN_MEMBER_UNLISTED: {
    severity: 'error',
    text: 'Cannot keep "{who}" in our Business as agency.yaml does not name them: current role is {held}',
    fix: 'An admin of ours takes them out in Business settings, People or System users; or add them to agency.yaml',
  },
  SCAN_GUEST: {
    severity: 'error',
    text: 'Cannot keep "{who}" in the Business of the client "{client}" as its file gives no direct share to them: {state}',
    fix: 'An admin of the client takes them out in Business settings, People; metagrant has no right to do it',
  },
  SCAN_SHARE_UNLISTED: {
    severity: 'warning',
    text: 'Cannot explain {asset} as its owner shares it with our Business as {held} and no file lists it: people of ours there are {people}',
    fix: 'Add it to {file}, or give the share up in Business settings; metagrant changes nothing there',
  },
  SCAN_OTHER_PARTNER: {
    severity: 'note',
    text: 'Business {business} "{name}" is a partner on {asset} of "{client}", too: {held}',
    fix: 'Ask the client if it is a surprise; metagrant never touches other partners',
  },
  SCAN_WAITING_CLIENT: {
    severity: 'warning',
    text: 'Cannot use {asset} of "{client}" for "{who}" as {wanted} before the client acts',
    fix: 'Ask for it: {how}',
  },
  SCAN_WAITING_SECOND_ADMIN: {
    severity: 'warning',
    text: 'Cannot use {asset} of "{client}" for "{who}" as {wanted} before a second admin of the client agrees',
    fix: 'Ask the client for it: {how} in Business settings, Requests',
  },
  SCAN_WAITING_ACCEPTANCE: {
    severity: 'warning',
    text: 'Cannot use {asset} of "{client}" for "{who}" as {wanted} before our side accepts the share',
    fix: 'Do by hand, and soon, as a request ends by itself: {how}',
  },
  SCAN_AGREEMENT_WAITING: {
    severity: 'warning',
    text: 'Cannot use all that {from} shares before our side accepts it: {count} requests wait',
    fix: 'An admin of ours accepts them in Business settings, Requests, if somebody expects them',
  },
  SCAN_AGREEMENTS_UNKNOWN: {
    severity: 'note',
    text: 'Nobody can tell which shares wait for our side to accept them: {message}',
    fix: 'Look in Business settings, Requests',
  },
  SCAN_WAITING_INVITATION: {
    severity: 'warning',
    text: 'Cannot give "{who}" the access to {assets} of "{client}" before they accept the invitation to our Business',
    fix: 'Remind them; the mail is from Meta, and an admin of ours sends it again in Business settings, People',
  },
  SCAN_INVITATION_EXPIRED: {
    severity: 'warning',
    text: 'Cannot give "{who}" the access to {assets} of "{client}" as their invitation has expired: {ended}',
    fix: 'An admin cancels it in Business settings, People, and invites them again',
  },
  SCAN_WAITING_MEMBER: {
    severity: 'warning',
    text: 'Cannot give "{who}" the access to {assets} of "{client}" before they are in our Business',
    fix: 'Run "npx metagrant apply agency", which invites them',
  },
  SCAN_WAITING_ADMIN: {
    severity: 'warning',
    text: 'Cannot use {asset} of "{client}" for "{who}" as {wanted} before an admin of ours acts',
    fix: 'Do by hand: {how}',
  },
  SCAN_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot tell who has access to {asset} of "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later; metagrant changes nothing there until it can read it',
  },
  SCAN_LISTING_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot tell which assets of the kind {kind} clients share with our Business beside those in the files: {message}',
    fix: 'Run "npx metagrant scan" again later, or give the token what it lacks',
  },
  SCAN_GUESTS_UNKNOWN: {
    severity: 'warning',
    text: 'Cannot tell who of ours is in the Business of the client "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later, or give the token of the client what it lacks',
  },
  SCAN_PARTNERS_UNKNOWN: {
    severity: 'note',
    text: 'Nobody can tell the other partners on {asset} of "{client}": {message}',
    fix: 'Run "npx metagrant scan {client}" again later, or give the token of the client what it lacks',
  },
  SCAN_TOKEN_ENDS: {
    severity: 'warning',
    text: 'Cannot use the token in {variable} for long as it ends on {ends}: {days} days are left',
    fix: 'Make a new token in Business settings, Users, System users, and set {variable}',
  },
  SCAN_TOKEN_ENDS_SOON: {
    severity: 'error',
    text: 'Cannot use the token in {variable} beyond {ends}: {days} days are left',
    fix: 'Make a new token now in Business settings, Users, System users, and set {variable}',
  },
  SCAN_TOKEN_PERMISSION: {
    severity: 'warning',
    text: 'Cannot do all that the files ask with the token in {variable} as it lacks {permissions}',
    fix: 'Make a token with these permissions too; README.md, "With a real token", lists all of them',
  },
  SCAN_TOKEN_UNKNOWN: {
    severity: 'note',
    text: 'Nobody can tell when the token in {variable} ends or what it may do: {message}',
    fix: 'Look at it in the Access Token Debugger of Meta',
  },
} as const satisfies Record<string, Entry>
