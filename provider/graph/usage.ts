/**
 * The wait that Meta asks for before the next request, in minutes; undefined when it asks for none. Source:
 * graph-api 4.4 (FACT): no Retry-After; business use cases give minutes, the ad account's own header seconds.
 */
export function waitMinutesIn(headers: Headers): number | undefined {
  const minutes = numbersIn(headers.get('x-business-use-case-usage'), 'estimated_time_to_regain_access')
  const seconds = numbersIn(headers.get('x-ad-account-usage'), 'reset_time_duration')
  const waits = [...minutes, ...seconds.map((one) => Math.ceil(one / 60))]
  return waits.length === 0 ? undefined : Math.max(...waits)
}

/** All values of a key; the header nests objects by id, in lists. */
function numbersIn(header: string | null, key: string): number[] {
  return [...(header ?? '').matchAll(new RegExp(`"${key}"\\s*:\\s*(\\d+)`, 'g'))].map((match) =>
    Number(match[1]),
  )
}
