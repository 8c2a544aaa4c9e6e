import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FaultInput } from '../../../provider/emulator/faults.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const SLOW = { timeout: 240_000 }
const AGENCY = '900000000000001'
const PIXEL = '3201'
const RECORD = 'access/records/corner-offboarded-2026-11-24.md'

/** Meta says that the relationship has ended, and ends nothing. */
const NO_EFFECT: FaultInput = {
  match: { edge: 'DELETE business/clients' },
  outcome: { answer: { success: true } },
}

test('offboard: its record claims no end that nobody saw, and the stack stays', SLOW, async () => {
  const estate = exampleEstate()
  const partners = [{ business: AGENCY, tasks: ['ADVERTISE', 'ANALYZE'] }]
  const pixel = {
    kind: 'pixel' as const,
    id: PIXEL,
    name: 'CORNER | Web',
    owner: '100000000000003',
    partners,
  }
  await using place = await makeWorkplace({
    estate: { ...estate, assets: [...(estate.assets ?? []), pixel] },
    faults: [NO_EFFECT],
  })
  await place.edit('access/policy.yaml', NO_POLICY)
  for (const client of ['acme', 'bloom']) await rm(join(place.root, `access/clients/${client}.yaml`))
  await place.edit('access/clients/corner.yaml', (text) =>
    text
      .replace(/flow:\n(?: {2}.*\n)+client_side: by-token\n/, '')
      .replace(
        /ad_accounts:\n.*\n/,
        `pixels:\n    - { id: "${PIXEL}", name: CORNER | Web, ad_accounts: [] }\n`,
      ),
  )
  const given = ['--reason', 'Over', '--ticket', 'OPS-9', '--by', 'pavel@northlight.example', '--yes']
  const run = await place.json('offboard', 'corner', ...given)
  expect([run.exit, codes(run)]).toEqual([1, ['OFFBOARD_STILL_THERE']])
  const record = readFileSync(join(place.root, RECORD), 'utf8')
  expect(record).toContain('asked Meta to end the relationship')
  expect(record).not.toMatch(/ended the relationship|none of our access|removed the stack/)
})
