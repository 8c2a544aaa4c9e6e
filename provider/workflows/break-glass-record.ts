import { HOUR } from '../model/days.ts'
import { minuteOf, type Moment } from '../model/moment.ts'

/** What was given in an emergency, and the minute at which it ends. */
export type BreakGlass = {
  readonly client: string
  readonly who: string
  readonly asset: string
  readonly level: string
  readonly until: Moment
}

/** Hours that it may last. Source: decisions "Limits and what they come from". */
export const MOST_HOURS = 4

/** The branches of the follow-up pull requests begin with this. */
export const BREAK_GLASS_BRANCH = 'metagrant/break-glass/'

/** No client, asset, level or run has a "/" in it; a ref takes no ":", so the minute is written without. */
const RECORD = /^([^/]+)\/(.+)\/([^/]+)\/([^/]+)\/(\d{4}-\d{2}-\d{2}T\d{2})(\d{2}Z)\/[^/]+$/

/**
 * The record as the branch of its pull request: no edit of a pull request can change its branch, while whoever may write
 * can change its text. `run` keeps two runs apart.
 */
export function branchOf({ client, who, asset, level, until }: BreakGlass, run: string): string {
  return `${BREAK_GLASS_BRANCH}${[client, who, asset, level, until.replace(':', ''), run].join('/')}`
}

/**
 * The record in a branch, or undefined when it is none. What was given ends at most four hours after GitHub made the pull
 * request (`createdAt`, ISO 8601), whatever the branch says.
 */
export function recordIn(branch: string, createdAt: string): BreakGlass | undefined {
  const found = branch.startsWith(BREAK_GLASS_BRANCH)
    ? RECORD.exec(branch.slice(BREAK_GLASS_BRANCH.length))
    : null
  if (found === null) return undefined
  const [, client = '', who = '', asset = '', level = '', hour = '', minute = ''] = found
  const until = `${hour}:${minute}`
  const latest = minuteOf(new Date(Date.parse(createdAt) + MOST_HOURS * HOUR))
  return { client, who, asset, level, until: until < latest ? until : latest }
}
