import { describe, expect, test } from 'vitest'
import { cases, IS_QUICK } from '../../support/cases.ts'
import { SCAN_FINDINGS } from '../../../provider/findings/codes/scan.ts'
import { runWorld } from './run.ts'

// The same with ten times as many, each scanned by itself, is `npm run torture` (docs/torture.md).
const SEEDS = Array.from({ length: cases(50) }, (_, index) => index + 1)
const MUTATIONS = 20

/** What these worlds cannot show: tokens that end, and reads that fail; other tests have them. */
const ELSEWHERE = [
  /^SCAN_TOKEN_/,
  /^SCAN_(FACT_DIFFERS|ACCOUNT_STATUS)$/,
  /^SCAN_\w+S_UNKNOWN$/,
  /^SCAN_(LISTING|MEMBER)_UNKNOWN$/,
]

describe('scan', () => {
  test('finds all that 1,000 mutations of generated worlds show, and nothing else', async () => {
    const seen = new Set<string>()
    for (const seed of SEEDS) {
      const { missed, false: alarms, findings } = await runWorld(seed, MUTATIONS, 4)
      expect({ missed, alarms }).toEqual({ missed: [], alarms: [] })
      for (const code of findings.keys()) seen.add(code)
    }
    const codes = [...Object.keys(SCAN_FINDINGS), 'ASSET_OF_ANOTHER', 'ASSET_NAME_DIFFERS'].filter(
      (code) => !ELSEWHERE.some((pattern) => pattern.test(code)),
    )
    // A tenth of the worlds need not show every code.
    if (IS_QUICK) expect(codes).toEqual(expect.arrayContaining([...seen]))
    else expect([...seen].sort()).toEqual(codes.sort())
  }, 240_000)
})
