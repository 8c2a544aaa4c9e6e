import type { App } from '../world/world.ts'
import type { Caller } from './caller.ts'
import { GraphFailure } from './failure.ts'

/** Calls an hour. Source: graph-api 4.4 (FACT): business use cases by tier and active ads, platform by users a day. */
const TIER_CALLS = { limited: 300, full: 100_000 } as const
const CALLS_PER_ACTIVE_AD = 40
const CALLS_PER_DAILY_USER = 200

const MINUTE = 60_000
const MINUTES = 60

export type Charge = {
  readonly headers: Readonly<Record<string, string>>
  readonly refusal: GraphFailure | undefined
}

/** The buckets that a call counts against. */
export type Meter = {
  readonly caller: Caller
  /** The ad account of the call, with its active ads. */
  readonly account: { readonly id: string; readonly activeAds: number } | undefined
}

/** Counts calls over a rolling hour and reports the use in Meta's headers. */
export class CallBudget {
  readonly #app: App
  /** Bucket -> minute -> calls. */
  readonly #calls = new Map<string, Map<number, number>>()

  constructor(app: App) {
    this.#app = app
  }

  /** Counts one call; refused calls count too (INFERENCE). */
  charge({ caller, account }: Meter, now: number): Charge {
    if (caller.kind === 'user' || caller.kind === 'app') return this.#platform(now)
    const id = account?.id.slice('act_'.length) ?? caller.member?.business ?? this.#app.id
    const budget = TIER_CALLS[this.#app.tier] + CALLS_PER_ACTIVE_AD * (account?.activeAds ?? 0)
    const { used, regainMinutes } = this.#count(`business ${id}`, budget, now)
    const percent = percentOf(used, budget)
    const tier = this.#app.tier === 'full' ? 'standard_access' : 'development_access'
    const headers: Record<string, string> = {
      'x-business-use-case-usage': JSON.stringify({
        [id]: [
          {
            type: 'ads_management',
            call_count: percent,
            total_cputime: 0,
            total_time: 0,
            estimated_time_to_regain_access: regainMinutes,
            ads_api_access_tier: tier,
          },
        ],
      }),
    }
    if (account !== undefined) {
      headers['x-ad-account-usage'] = JSON.stringify({
        acc_id_util_pct: percent,
        reset_time_duration: regainMinutes * 60,
        ads_api_access_tier: tier,
      })
    }
    if (used <= budget) return { headers, refusal: undefined }
    return { headers, refusal: account === undefined ? USER_LIMIT() : ACCOUNT_LIMIT() }
  }

  #platform(now: number): Charge {
    const budget = CALLS_PER_DAILY_USER * this.#app.daily_users
    const { used } = this.#count('app', budget, now)
    // LIVE-CLAIM (graph-api 4.2): the refusal has no usage header.
    if (used > budget) return { headers: {}, refusal: APP_LIMIT() }
    const percent = percentOf(used, budget)
    const usage = JSON.stringify({ call_count: percent, total_time: 0, total_cputime: 0 })
    return { headers: { 'x-app-usage': usage }, refusal: undefined }
  }

  /** Adds one call to a bucket; `regainMinutes` is the wait until calls fit again, 0 while they do. */
  #count(
    bucket: string,
    budget: number,
    now: number,
  ): { readonly used: number; readonly regainMinutes: number } {
    const minutes = this.#calls.get(bucket) ?? new Map<number, number>()
    this.#calls.set(bucket, minutes)
    const minute = Math.floor(now / MINUTE)
    for (const old of minutes.keys()) if (old <= minute - MINUTES) minutes.delete(old)
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
    const used = [...minutes.values()].reduce((sum, calls) => sum + calls, 0)
    let over = used - budget
    let regainMinutes = 0
    for (const [at, calls] of [...minutes].sort(([a], [b]) => a - b)) {
      if (over <= 0) break
      over -= calls
      regainMinutes = at + MINUTES - minute
    }
    return { used, regainMinutes }
  }
}

function percentOf(used: number, budget: number): number {
  return Math.min(100, Math.floor((used / budget) * 100))
}

/** Source: graph-api 4.2 (FACT for the codes). The texts, and which code answers which kind of token, are INFERENCE. */
const APP_LIMIT = () =>
  new GraphFailure({ code: 4, message: '(#4) Application request limit reached', transient: true })
const USER_LIMIT = () =>
  new GraphFailure({
    code: 17,
    subcode: 2446079,
    message: '(#17) User request limit reached',
    transient: true,
  })
const ACCOUNT_LIMIT = () =>
  new GraphFailure({
    code: 80004,
    transient: true,
    message: 'There have been too many calls to this ad-account. Wait a bit and try again.',
  })
