import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { DAY } from '../model/days.ts'

/**
 * The day on which each Marketing version ends. Source: graph-api 0 (FACT). Versions without a day here have none
 * announced; v26.0 came out on 2026-07-29.
 */
const ENDS: Readonly<Record<string, string>> = {
  'v23.0': '2026-06-09',
  'v24.0': '2026-11-10',
  'v25.0': '2027-02-23',
}

/** When a version came out, and so when it is old: v25.0 ends about a year after it came (INFERENCE, graph-api 0). */
const CAME: Readonly<Record<string, string>> = { 'v26.0': '2026-07-29', 'v27.0': '2026-11-04' }

const YEAR = 365 * DAY
/** Time to move to another version before the old one ends. */
const NOTICE = 90 * DAY

/**
 * What the calendar says about a version that we speak, at `now` in milliseconds: nothing while its end is far; a note
 * from 90 days before the end; an error from the end on. An end that nobody announced is only ever a note.
 */
export function versionFindings(version: string, now: number): Finding[] {
  const end = ENDS[version]
  if (end !== undefined) {
    if (Date.parse(end) <= now) return [finding('GRAPH_VERSION_ENDED', { version, end })]
    return Date.parse(end) - NOTICE <= now ? [finding('GRAPH_VERSION_ENDS', { version, end })] : []
  }
  const came = CAME[version]
  if (came === undefined) return [finding('GRAPH_VERSION_UNKNOWN', { version })]
  return Date.parse(came) + YEAR - NOTICE <= now ? [finding('GRAPH_VERSION_OLD', { version, came })] : []
}
