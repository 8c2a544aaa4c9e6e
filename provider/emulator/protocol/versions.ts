import { FAILURES } from './failures.ts'

type Version = { readonly version: number; readonly graphUntil: string; readonly marketingUntil: string }

const NOT_ANNOUNCED = '9999-12-31'

/**
 * Versions, oldest first, each with the day it ends. Source: graph-api 0 (FACT; that Marketing versions before v23 ended
 * no later than v23 is INFERENCE). Which nodes belong to the Marketing API is INFERENCE.
 */
const CALENDAR: readonly Version[] = [
  { version: 20, graphUntil: '2026-09-24', marketingUntil: '2026-06-09' },
  { version: 21, graphUntil: '2027-01-21', marketingUntil: '2026-06-09' },
  { version: 22, graphUntil: '2027-05-20', marketingUntil: '2026-06-09' },
  { version: 23, graphUntil: '2027-10-08', marketingUntil: '2026-06-09' },
  { version: 24, graphUntil: '2028-02-18', marketingUntil: '2026-11-10' },
  { version: 25, graphUntil: '2028-07-29', marketingUntil: '2027-02-23' },
  { version: 26, graphUntil: NOT_ANNOUNCED, marketingUntil: NOT_ANNOUNCED },
  { version: 27, graphUntil: NOT_ANNOUNCED, marketingUntil: NOT_ANNOUNCED },
]

const LATEST = 'v27.0'

/** Expired Marketing versions are upgraded from this day on. Source: graph-api 0 (FACT). */
const UPGRADES_SINCE = '2026-07-29'

/** The version in a path, if there is one, and the rest. */
export function splitPath(path: string): {
  readonly version: number | undefined
  readonly segments: readonly string[]
} {
  const segments = path.split('/').filter((segment) => segment !== '')
  const match = /^v(\d+)\.\d+$/.exec(segments[0] ?? '')
  return match === null
    ? { version: undefined, segments }
    : { version: Number(match[1]), segments: segments.slice(1) }
}

export type VersionServed = {
  /** "v26.0" */
  readonly version: string
  /** The value of `X-Ad-Api-Version-Warning`, for a Marketing version that was upgraded. */
  readonly warning?: string
}

export type VersionQuestion = {
  readonly asked: number | undefined
  readonly marketing: boolean
  /** The endpoint changed after the asked version, so no other version may serve it. */
  readonly changedSince?: number | undefined
  /** The app opted out of upgrades. */
  readonly optedOut: boolean
  /** Milliseconds. */
  readonly now: number
}

/**
 * The version that answers. The next usable version serves an expired one, on a Marketing node with a warning (FACT,
 * graph-api 0 and 4.9; the words of the warning are INFERENCE). A call without a version gets the oldest, on a Marketing
 * node the newest (INFERENCE: Meta takes the app's setting, graph-api 0). Throws 2635 for an expired Marketing version
 * before upgrades began, of an app that opted out, or of an endpoint that changed (INFERENCE, graph-api 0); 2500 for a
 * future version.
 */
export function servedVersion({
  asked,
  marketing,
  changedSince = 0,
  optedOut,
  now,
}: VersionQuestion): VersionServed {
  const usable = CALENDAR.filter((one) => Date.parse(marketing ? one.marketingUntil : one.graphUntil) > now)
  if (asked === undefined) return { version: marketing ? LATEST : named(usable[0]?.version) }
  const served = usable.find((one) => one.version >= asked)
  if (served === undefined) throw FAILURES.unknownPath(`/v${asked}.0`)
  const version = named(served.version)
  if (!marketing || served.version === asked) return { version }
  const changed = changedSince > asked && changedSince <= served.version
  if (optedOut || changed || now < Date.parse(UPGRADES_SINCE)) throw FAILURES.adsVersion(LATEST)
  return {
    version,
    warning: `The Marketing API version v${asked}.0 has ended. This call was served by ${version}.`,
  }
}

function named(version: number | undefined): string {
  return version === undefined ? LATEST : `v${version}.0`
}
