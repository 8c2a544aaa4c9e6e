import { z } from 'zod'
import { minuteOf, type Moment } from '../model/moment.ts'

/** What was given in an emergency, and the minute at which it ends. */
export type BreakGlass = {
  readonly client: string
  readonly who: string
  readonly asset: string
  readonly level: string
  readonly until: Moment
}

/** Hours that it may last. Source: issue 6, "a level for at most four hours". */
export const MOST_HOURS = 4

/** The branches of the follow-up pull requests; no edit of a pull request can change its branch. */
export const BREAK_GLASS_BRANCH = 'metagrant/break-glass/'

const START = '<!-- metagrant:break-glass '
const HOUR = 60 * 60 * 1000

const recordShape = z.object({
  client: z.string(),
  who: z.string(),
  asset: z.string(),
  level: z.string(),
  until: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/),
})

/** The record as the hidden first line of its pull request. Its values are of the model's forms, none of which holds ">". */
export function recordText(record: BreakGlass): string {
  return `${START}${JSON.stringify(record)} -->`
}

/**
 * The record in a pull request, or undefined when it cannot be read. Whoever may edit the text cannot make it last: what
 * was given ends at most four hours after GitHub made the pull request (`createdAt`, ISO 8601).
 */
export function recordIn(body: string, createdAt: string): BreakGlass | undefined {
  const line = body.split('\n', 1)[0] ?? ''
  if (!line.startsWith(START) || !line.trimEnd().endsWith(' -->')) return undefined
  try {
    const parsed = recordShape.safeParse(JSON.parse(line.trimEnd().slice(START.length, -' -->'.length)))
    if (!parsed.success) return undefined
    const latest = minuteOf(new Date(Date.parse(createdAt) + MOST_HOURS * HOUR))
    return { ...parsed.data, until: parsed.data.until < latest ? parsed.data.until : latest }
  } catch {
    return undefined
  }
}
