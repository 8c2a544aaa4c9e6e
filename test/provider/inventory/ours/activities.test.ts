import { describe, expect, test } from 'vitest'
import { startEmulator, type EmulatorOptions } from '../../../../provider/emulator/index.ts'
import { AGENCY_TOKEN, connect } from '../../../../provider/graph/connect.ts'
import { GraphError } from '../../../../provider/graph/graph-error.ts'
import { readActivities } from '../../../../provider/inventory/ours/activities.ts'
import type { AccountLog } from '../../../../provider/model/observed.ts'
import { member } from '../../../support/access.ts'
import { exampleEstate } from '../../../support/workplace.ts'

const BUSINESS = '900000000000001'
const ANA = member('ana@northlight.example', { id: '9103', name: 'Ana Perez' })
const BEN = member('ben@northlight.example', { id: '9104', name: 'Ben Okafor' })
const SPAN = { since: '2026-08-26', until: '2026-11-24' }

type Row = {
  event_time: string
  event_type: string
  actor_id: string
  actor_name: string
  object_id?: string
}

function row(day: string, actor: { id: string; name: string }, more: Partial<Row> = {}): Row {
  return {
    event_time: `${day}T10:00:00Z`,
    event_type: 'create_ad',
    actor_id: actor.id,
    actor_name: actor.name,
    ...more,
  }
}

const MARIE = { id: '1101', name: 'Marie Laurent' }

/** Rows of the client's own, each at a time of its own in October. */
function rowsOfMarie(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const event_time = new Date(Date.parse('2026-10-01') + index * 60_000).toISOString()
    return row('', MARIE, { event_time })
  })
}

async function read(
  rows: readonly Row[],
  faults: EmulatorOptions['faults'] = [],
): Promise<AccountLog & { requests: number }> {
  const estate = exampleEstate()
  const assets = (estate.assets ?? []).map((asset) =>
    asset.id === 'act_1001' ? ({ ...asset, activities: rows } as typeof asset) : asset,
  )
  await using emulator = await startEmulator({ estate: { ...estate, assets }, faults })
  const env = { META_GRAPH_URL: emulator.url, META_AGENCY_TOKEN: emulator.tokens['agency'] }
  const api = connect(env, AGENCY_TOKEN, 'read')
  if (api === undefined) throw new Error('no token')
  const request = { account: 'act_1001', people: [ANA.principal, BEN.principal] }
  const log = (await readActivities(api, BUSINESS, [request], [ANA, BEN], SPAN)).get('act_1001')
  if (log === undefined) throw new Error('no log')
  return { ...log, requests: emulator.requests.counts().requests }
}

describe('readActivities', () => {
  test('finds who changed something in the span, by id or by name, and nobody else', async () => {
    const log = await read([
      row('2026-11-01', { id: '9103', name: 'A. P.' }),
      row('2026-08-25', BEN),
      row('2026-09-01', MARIE),
    ])
    expect(log).toMatchObject({ state: 'seen', active: new Set([ANA.principal]) })
    const named = await read([row('2026-08-26', { id: '77', name: ' BEN  okafor' })])
    expect(named).toMatchObject({ state: 'seen', active: new Set([BEN.principal]), added: new Set() })
  })

  test('finds who was put on the account in the span', async () => {
    const added = row('2026-11-01', MARIE, { event_type: 'ad_account_add_user_to_role', object_id: '9104' })
    expect(await read([added])).toMatchObject({ active: new Set(), added: new Set([BEN.principal]) })
    expect(await read([row('2026-11-01', MARIE, { object_id: '9104' })])).toMatchObject({ added: new Set() })
  })

  test('reads every page while somebody is missing, and no further than it must', async () => {
    const late = await read([...rowsOfMarie(250), row('2026-11-20', ANA)])
    expect(late).toMatchObject({ active: new Set([ANA.principal]), requests: 3 })
    const early = await read([row('2026-09-01', ANA), row('2026-09-01', BEN), ...rowsOfMarie(250)])
    expect(early.requests).toBe(1)
  })

  test('takes a log without a row for no proof of anything', async () => {
    expect(await read([])).toMatchObject({ state: 'unknown', reason: { kind: 'empty' } })
    expect(await read([row('2026-08-01', ANA)])).toMatchObject({ state: 'unknown' })
  })

  test('marks a log that cannot be read as unknown, also when only a later page fails', async () => {
    const match = { edge: 'act/activities' }
    const refused = { error: { code: 200, message: 'no' } }
    expect(await read([row('2026-11-01', ANA)], [{ match, outcome: refused }])).toMatchObject({
      state: 'unknown',
      reason: { kind: 'permission' },
    })
    expect(await read(rowsOfMarie(150), [{ match, nth: 2, outcome: refused }])).toMatchObject({
      state: 'unknown',
    })
  })

  test('throws when the token does not work', async () => {
    const outcome = { error: { code: 190 } }
    await expect(read([], [{ match: { edge: 'act/activities' }, outcome }])).rejects.toThrow(GraphError)
  })
})
