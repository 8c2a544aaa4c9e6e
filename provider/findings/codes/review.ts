import type { Entry } from '../finding.ts'

/** What a review of access asks a person to look at. A warning is an open item; a note says what nobody can see. */
export const REVIEW_FINDINGS = {
  REVIEW_EXPIRED: {
    severity: 'warning',
    text: 'Cannot keep {what} as it ended on {until}',
    fix: 'Remove it: it gives nothing any more',
  },
  REVIEW_SHARE_EXPIRED: {
    severity: 'warning',
    text: 'Cannot go on with the direct share of "{client}" as it ended on {until}',
    fix: 'Do what "migration" says and write "flow: partner", or give it a later "until" with its reason',
  },
  REVIEW_ENDING: {
    severity: 'warning',
    text: 'Cannot count on {what} beyond {until}: today is {today}',
    fix: 'Let it end by itself, or ask for a later "until" with its reason in a pull request',
  },
  REVIEW_STALE: {
    severity: 'warning',
    text: 'Cannot see any work of "{who}" as {function} on the ad accounts of "{client}": no change of theirs since {since}',
    fix: 'Remove the line, or say in the pull request why they still need it',
  },
  REVIEW_ABOVE_NEED: {
    severity: 'warning',
    text: 'Cannot see that "{who}" needs more than "{enough}" as {function} on the ad accounts of "{client}": no change of theirs since {since}',
    fix: 'Give them "{enough}" on ad accounts under "levels", or remove the line if they left the client',
  },
  REVIEW_WITHOUT_FUNCTION: {
    severity: 'warning',
    text: 'Cannot find a function or exception of "{who}" at "{client}" for what they hold: {held}',
    fix: 'Put them into a function under team, or write "unmanaged: remove" so that apply takes them off',
  },
  REVIEW_GRANT_UNUSED: {
    severity: 'warning',
    text: 'Cannot see who uses our partner grant on {asset} of "{client}": nobody of ours is on it',
    fix: 'Remove the asset from the file to give the grant up, or put somebody on it',
  },
  REVIEW_DUE: {
    severity: 'warning',
    text: 'Cannot take the access at "{client}" as reviewed: {last}, the limit is {limit} days',
    fix: 'Look at it, then run "npx metagrant review {client} --write --by <your e-mail>"',
  },
  REVIEW_LOG_UNREAD: {
    severity: 'warning',
    text: 'Cannot tell who works on the ad account "{asset}" of "{client}": {reason}',
    fix: 'Run the command again later; until its log shows something, the review leaves its people alone',
  },
  REVIEW_NOT_SEEN: {
    severity: 'note',
    text: 'Cannot tell whether anybody uses {assets} of "{client}" as Meta keeps no log of these kinds',
    fix: 'Ask the people of its team; the review proposes nothing there',
  },
  REVIEWER_MISSING: {
    severity: 'error',
    text: 'Cannot record a review without its reviewer',
    fix: 'Add --by and the e-mail address of the one who reviewed',
  },
  REVIEWER_UNKNOWN: {
    severity: 'error',
    text: 'Cannot record the review as done by "{who}" as agency.yaml does not list them',
    fix: 'Write --by with {nearest}',
  },
} as const satisfies Record<string, Entry>
