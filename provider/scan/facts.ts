import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Asset, Client } from '../model/model.ts'
import { inUnits, minorUnits } from '../model/money.ts'
import type { AccountFacts, ObservedAsset } from '../model/observed.ts'
import { placeOf } from '../model/place.ts'
import { titleOf } from '../plan/titles.ts'

/**
 * What a client's file declares of its ad accounts, against what Meta shows, at the line that declares it; and an
 * account that cannot spend. What Meta does not show is not told: nobody knows whether it differs.
 */
export function factFindings(client: Client, observedOf: (asset: Asset) => ObservedAsset): Finding[] {
  return client.assets.flatMap((asset) => {
    const observed = observedOf(asset)
    const account = observed.state === 'present' ? observed.account : undefined
    if (account === undefined) return []
    return [...differing(client, asset, account), ...statusFindings(client, asset, account)]
  })
}

function differing(client: Client, asset: Asset, seen: AccountFacts): Finding[] {
  const { currency, timezone, spendCap } = asset.expected
  const unit = seen.currency ?? currency
  const cap = seen.spendCap === undefined || unit === undefined ? undefined : inUnits(seen.spendCap, unit)
  const isCap = spendCap !== undefined && unit !== undefined && minorUnits(spendCap, unit) === seen.spendCap
  const rows = [
    {
      key: 'currency',
      what: 'currency',
      said: currency,
      has: seen.currency,
      same: currency === seen.currency,
    },
    {
      key: 'timezone',
      what: 'time zone',
      said: timezone,
      has: seen.timezone,
      same: timezone === seen.timezone,
    },
    { key: 'spend_cap', what: 'spending limit', said: spendCap, has: cap, same: isCap },
  ]
  return rows.flatMap(({ key, what, said, has, same }) => {
    if (said === undefined || has === undefined || same) return []
    const at = asset.places?.[key] ?? placeOf(client, 'expect')
    const about = { asset: titleOf(asset), client: client.slug, what, said, has: has === '0' ? 'none' : has }
    return [finding('SCAN_FACT_DIFFERS', about, at)]
  })
}

/** Only an active account delivers; two of Meta's numbers are groups that no account has. */
function statusFindings({ slug }: Client, asset: Asset, { status, disableReason }: AccountFacts): Finding[] {
  if (status === undefined || status === ACTIVE || status === IN_GRACE) return []
  const why =
    disableReason === undefined || disableReason === 0
      ? ''
      : `, ${REASONS[disableReason] ?? `reason ${disableReason}`}`
  const state = `${STATES[status] ?? `status ${status}`}${why}`
  return [finding('SCAN_ACCOUNT_STATUS', { asset: titleOf(asset), client: slug, state }, asset.at)]
}

const ACTIVE = 1
const IN_GRACE = 9

/** Source: graph-api 3 (FACT, the numbers and their names). */
const STATES: Readonly<Record<number, string>> = {
  2: 'disabled',
  3: 'unsettled',
  7: 'pending a risk review',
  8: 'pending settlement',
  100: 'pending closure',
  101: 'closed',
}

const REASONS: Readonly<Record<number, string>> = {
  1: 'ads integrity policy',
  2: 'ads IP review',
  3: 'risk payment',
  4: 'gray account shut down',
  5: 'ads AFC review',
  6: 'business integrity RAR',
  7: 'permanent close',
  8: 'unused reseller account',
  9: 'unused account',
  10: 'umbrella ad account',
  11: 'Business Manager integrity policy',
  12: 'misrepresented ad account',
  13: 'AOAB deshare legal entity',
  14: 'CTX thread review',
  15: 'compromised ad account',
}
