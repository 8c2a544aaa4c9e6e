import type { Entry } from '../finding.ts'

/** What a review of access asks a person to look at. A warning is an open item; a note says what nobody can see. */
export const REVIEW_FINDINGS = {
  REVIEW_EXPIRED: {
    severity: 'warning',
    text: 'Ended on {until}: {what}',
    fix: 'Remove the entry; it gives no access any more',
  },
  REVIEW_SHARE_EXPIRED: {
    severity: 'warning',
    text: 'The direct share of "{client}" ended on {until}',
    fix: 'Do the step under "migration" and write "flow: partner", or set a later "until" with its reason',
  },
  REVIEW_ENDING: {
    severity: 'warning',
    text: 'Ends on {until}, today is {today}: {what}',
    fix: 'Let it end, or set a later "until" with its reason in a pull request',
  },
  REVIEW_STALE: {
    severity: 'warning',
    text: '"{who}" has changed nothing as {function} on the ad accounts of "{client}" since {since}',
    fix: 'Remove the line, or say in the pull request why they still need it',
  },
  REVIEW_ABOVE_NEED: {
    severity: 'warning',
    text: '"{who}" has changed nothing as {function} on the ad accounts of "{client}" since {since}: "{enough}" may be enough',
    fix: 'Give them "{enough}" on ad accounts under "levels", or remove the line if they left the client',
  },
  REVIEW_WITHOUT_FUNCTION: {
    severity: 'warning',
    text: '"{who}" has access at "{client}" without a function or an exception: {held}',
    fix: 'Add them to a function under "team", or write "unmanaged: remove" so that apply revokes it',
  },
  REVIEW_GRANT_UNUSED: {
    severity: 'warning',
    text: 'The client "{client}" shares {asset} with us; none of our people is on it',
    fix: 'Remove the asset from the file to give up the grant, or add somebody to it',
  },
  REVIEW_DUE: {
    severity: 'warning',
    text: 'A review of the access at "{client}" is due: {last}, and the limit is {limit day|days}',
    fix: 'Check the access, then run "npx metagrant review {client} --write --by <your e-mail>"',
  },
  REVIEW_LOG_UNREAD: {
    severity: 'warning',
    text: 'Meta does not show who works on the ad account "{asset}" of "{client}": {reason}',
    fix: 'Run the command again later; until then the review proposes nothing for the people on it',
  },
  REVIEW_NOT_SEEN: {
    severity: 'note',
    text: 'Meta keeps no log of who uses {assets} of "{client}"',
    fix: 'Ask the team of the client; the review proposes nothing there',
  },
  REVIEWER_MISSING: {
    severity: 'error',
    text: 'Cannot record a review as the command names no reviewer',
    fix: 'Add --by and the e-mail address of the reviewer',
  },
  REVIEWER_UNKNOWN: {
    severity: 'error',
    text: 'Cannot record a review by "{who}" as access/agency.yaml does not list them',
    fix: 'Check the spelling of --by; if it is right, add them to access/agency.yaml',
    data: ['nearest'],
  },
} as const satisfies Record<string, Entry>
