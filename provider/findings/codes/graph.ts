import type { Entry } from '../finding.ts'

/** What can go wrong with Meta. Codes of Meta's own are in graph/error-kinds.ts; here is what a person is told. */
export const GRAPH_FINDINGS = {
  GRAPH_VERSION_UPGRADED: {
    severity: 'warning',
    text: 'Meta answers by another version of its API than {version}: {message}',
    fix: 'Update metagrant; "npx metagrant doctor" shows the version that it speaks',
  },
  TOKEN_MISSING: {
    severity: 'error',
    text: 'Cannot ask Meta as {variable} has no token',
    fix: 'Set {variable} to a system user token of {whose}; README.md, "With a real token", says how to make one',
  },
  TOKEN_WRONG_SIDE: {
    severity: 'error',
    text: 'Cannot use the token in {variable} as it does not see {whose} Business "{business}"',
    fix: 'Use a token of a system user of that Business, or correct "business" in {file}',
  },
  TOKEN_EXPIRED: {
    severity: 'error',
    text: 'Cannot use the token in {variable} as Meta refuses it (code {code}/{subcode})',
    fix: 'Create a new token in Business settings, Users, System users, and set {variable}',
  },
  PERMISSION_MISSING: {
    severity: 'error',
    text: 'Cannot read or change {subject} as the token lacks a permission (code {code}/{subcode}): {message}',
    fix: 'Add the permission to the token of the system user, or give the system user access to the asset',
  },
  ASSET_GONE: {
    severity: 'error',
    text: 'Cannot find {subject}: either it does not exist or nobody shares it with this token (code {code}/{subcode})',
    fix: 'Check the id with the client, then correct the file or ask the client for the share',
  },
  TWO_FACTOR_REQUIRED: {
    severity: 'error',
    text: 'Cannot change {subject} as Meta requires two-factor authentication (code {code}/{subcode})',
    fix: 'Ask the person behind the token to turn on two-factor authentication; no API can do it',
  },
  THROTTLED: {
    severity: 'error',
    text: 'Cannot continue with {subject} as Meta limits the requests (code {code}/{subcode})',
    fix: 'Run the command again in {minutes minute|minutes}',
  },
  REQUESTS_BLOCKED: {
    severity: 'error',
    text: 'Cannot send the other requests of this run as Meta has blocked the token (code {code}/{subcode})',
    fix: 'Use the token for nothing during a day, because asking again makes the block longer; then run the command again: it continues where this run stopped',
  },
  REQUESTS_LIMITED: {
    severity: 'error',
    text: 'Cannot send the other requests of this run as Meta still limits them after several tries (code {code}/{subcode})',
    fix: 'Run the command again in {minutes minute|minutes}: it continues where this run stopped',
  },
  GRAPH_UNREACHABLE: {
    severity: 'error',
    text: 'Cannot reach {url}: {message}',
    fix: 'Check the network and META_GRAPH_URL, which must be empty or a whole URL with https:// or http://; then run the command again',
  },
  GRAPH_REFUSED: {
    severity: 'error',
    text: 'Cannot change {subject} as Meta refuses it (code {code}/{subcode}): {message}',
    fix: 'Look up the code in the error reference of the Marketing API; the rest of the run continues',
  },
  WRITE_REFUSED: {
    severity: 'error',
    text: 'Cannot send {method} {path} as this command may only read',
    fix: 'Report it as a bug: a reading command must never write',
  },
  RUN_OVER: {
    severity: 'error',
    text: 'Cannot change {subject} as this run no longer holds the lock of its stack',
    fix: 'Look who removed the lock, and run the command again: it continues where this run stopped',
  },
  ASSET_KEPT: {
    severity: 'error',
    text: 'Cannot end our access to {subject} as Meta does not show it now: {message}',
    fix: 'Run the command again later; the state keeps the asset until our access is gone',
  },
  MEMBER_KEPT: {
    severity: 'error',
    text: 'Cannot end the membership of {who} as it is unknown whether they are in our Business: {message}',
    fix: 'Run the command again later; if it stays so, give that member an address or a name in Business settings',
  },
  SYSTEM_USER_NOT_SHOWN: {
    severity: 'error',
    text: 'Cannot confirm the new system user "{who}" as our Business does not show it: {message}',
    fix: 'Look in Business settings, System users. If it is there, run the command again later; if it is not, make it there by hand: metagrant asks for it only once, as no API takes a second one away',
  },
  MEMBER_NOT_SHOWN: {
    severity: 'error',
    text: 'Cannot confirm the change of {who} in our Business as done: {message}',
    fix: 'Run the command again in a few minutes; it continues from what Meta shows then',
  },
  CHANGE_NOT_SHOWN: {
    severity: 'error',
    text: 'Cannot confirm the change of {subject} as done: {message}',
    fix: 'Run the command again in a few minutes; it continues from what Meta shows then',
  },
  SHARE_NOT_SHOWN: {
    severity: 'error',
    text: 'Cannot continue with {subject} as Meta accepted our share but does not show it yet',
    fix: 'Run the command again in a few minutes; it continues from what Meta shows then',
  },
  ASSET_UNKNOWN_NOW: {
    severity: 'warning',
    text: 'Meta does not show who has access to {subject}: {message}',
    fix: 'Run the command again later; metagrant changes nothing there until it can read it',
  },
} as const satisfies Record<string, Entry>
