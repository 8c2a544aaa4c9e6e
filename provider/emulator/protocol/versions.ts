import { FAILURES } from './failures.ts'

type Version = { readonly version: number; readonly graphUntil: string; readonly marketingUntil?: string }

/**
 * Usable versions, oldest first. Source: graph-api 0 (FACT) for Graph versions. Marketing versions end here as was
 * known before 2026-11-27, and v27 is missing; which nodes belong to the Marketing API is INFERENCE.
 */
const CALENDAR: readonly Version[] = [
  { version: 21, graphUntil: '2027-01-21', marketingUntil: '2026-10-06' },
  { version: 22, graphUntil: '2027-05-20', marketingUntil: '2026-10-06' },
  { version: 23, graphUntil: '2027-10-08', marketingUntil: '2026-10-06' },
  { version: 24, graphUntil: '2028-02-18', marketingUntil: '2026-10-06' },
  { version: 25, graphUntil: '2028-07-29' },
  { version: 26, graphUntil: '9999-12-31' },
]

const LATEST = 'v26.0'

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

/**
 * The version that answers, as "v26.0". The next usable version serves an expired Graph version (FACT, graph-api 4.9).
 * A call without a version gets the oldest, on a Marketing node the newest (INFERENCE: Meta takes the app's setting,
 * graph-api 0). Throws 2635 for an expired Marketing version, as for an app that opted out of upgrades (INFERENCE,
 * graph-api 0), 2500 for a future one.
 */
export function servedVersion(version: number | undefined, marketing: boolean, now: number): string {
  const usable = CALENDAR.filter(({ graphUntil }) => Date.parse(graphUntil) > now)
  if (version === undefined) return marketing ? LATEST : named(usable[0]?.version)
  const served = usable.find((one) => one.version >= version)
  if (served === undefined) throw FAILURES.unknownPath(`/v${version}.0`)
  const asked = CALENDAR.find((one) => one.version === version)
  const expired = asked === undefined || Date.parse(asked.marketingUntil ?? asked.graphUntil) <= now
  if (marketing && expired) throw FAILURES.adsVersion(LATEST)
  return named(served.version)
}

function named(version: number | undefined): string {
  return version === undefined ? LATEST : `v${version}.0`
}
