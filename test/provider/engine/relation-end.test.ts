import { isClientInOrder } from '../../../provider/engine/in-order.ts'
import { describe, expect, test } from 'vitest'
import { clientPlan, quietSteps } from '../../../provider/engine/plan-of.ts'
import { INVENTORY_VERSION, type Inventory, type Relation } from '../../../provider/inventory/inventory.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess, type DesiredClient } from '../../../provider/model/desired.ts'
import type { ObservedAsset } from '../../../provider/model/observed.ts'
import { inputsOf } from '../../../provider/resources/inputs.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'

const ANA = 'ana@northlight.example'
const ACME = '100000000000001'

/** Acme as its file asks for it on the day, with a tombstone from then on; `more` are further files. */
function acme(since: string, more: ReturnType<typeof exampleFiles> = []): DesiredClient {
  const files = [...exampleFiles(), ...more].map((file) =>
    file.path === 'access/clients/acme.yaml'
      ? fileOf(
          file.path,
          `${new TextDecoder().decode(file.bytes)}offboarded: { since: ${since}, by: ${ANA}, reason: Over, ticket: OPS-9 }\n`,
        )
      : file,
  )
  const { model, findings } = buildModel(files, TODAY)
  const client = model?.clients.find(({ slug }) => slug === 'acme')
  if (model === undefined || client === undefined) throw new Error(JSON.stringify(findings))
  return desiredAccess(model, client, TODAY)
}

function inventory(
  relation: Relation | undefined,
  assets: Readonly<Record<string, ObservedAsset>>,
): Inventory {
  return {
    version: INVENTORY_VERSION,
    agencyBusiness: '900000000000001',
    self: 'metagrant',
    members: [],
    listings: {
      ad_account: { rows: 9 },
      pixel: { rows: 9 },
      page: { rows: 9 },
      instagram: { rows: 9 },
      catalog: { rows: 9 },
    },
    assets,
    guests: {},
    ...(relation === undefined ? {} : { relations: { [ACME]: relation } }),
  }
}

const PIXEL: ObservedAsset = {
  state: 'present',
  kind: 'pixel',
  partner: { state: 'granted', tasks: ['ADVERTISE', 'ANALYZE'] },
  people: { metagrant: ['ANALYZE'], [ANA]: ['ANALYZE'] },
  writable: true,
}

function planned(relation: Relation | undefined, assets: Readonly<Record<string, ObservedAsset>>) {
  const client = acme(TODAY)
  const steps = quietSteps(client.assets.map((asset) => inputsOf(client, asset)))
  return clientPlan(client, steps, inventory(relation, assets))
}

describe('a client with a tombstone', () => {
  test('asks for nothing from its day on, and for all that the file says before', () => {
    const gone = acme(TODAY)
    expect([
      gone.unmanaged,
      gone.assets.every(({ share, people }) => share.by === 'nobody' && people.length === 0),
    ]).toEqual(['remove', true])
    const later = acme('2026-11-25')
    expect([later.ends, later.unmanaged, later.assets.every(({ people }) => people.length > 0)]).toEqual([
      undefined,
      'report',
      true,
    ])
  })

  test('loses by the end of the relationship what our side cannot give up, with everybody who is on it', () => {
    const { plan, standings } = planned('there', { '3001': PIXEL })
    expect(plan.waiting).toEqual([])
    expect(
      plan.changes.map(({ asset, subject, before }) => [asset.id, Object.values(subject)[0], before?.level]),
    ).toEqual([
      ['3001', '900000000000001', 'advertiser'],
      ['3001', ANA, 'analyst'],
      [ACME, '900000000000001', 'partner of the client'],
    ])
    expect(standings.every(({ dropped }) => dropped)).toBe(true)
  })

  test('is over when the relationship is gone and nothing shows any more', () => {
    const { plan } = planned('none', {})
    expect([plan.changes, plan.waiting, plan.unknown]).toEqual([[], [], []])
    expect(isClientInOrder(acme(TODAY), inventory('none', {}))).toBe(true)
    expect(isClientInOrder(acme(TODAY), inventory('there', {}))).toBe(false)
    expect(isClientInOrder(acme(TODAY), inventory('none', { '3001': PIXEL }))).toBe(false)
  })

  test.each<Relation | undefined>([undefined, { unknown: { kind: 'throttled', message: 'later' } }])(
    'is not known to be over while our list of clients is %o',
    (relation) => {
      const { plan } = planned(relation, {})
      expect([plan.changes, plan.unknown.map(({ asset }) => asset.id)]).toEqual([[], [ACME]])
      expect(isClientInOrder(acme(TODAY), inventory(relation, {}))).toBe(false)
    },
  )
})

/** Another file that names acme's Business, for another brand with one ad account of its own. */
function brand(tombstone = ''): ReturnType<typeof fileOf> {
  const acmeFile = exampleFiles().find(({ path }) => path === 'access/clients/acme.yaml')
  const text = new TextDecoder().decode(acmeFile?.bytes)
  const assets = 'assets:\n  ad_accounts:\n    - { id: act_1003, name: ACME | IT | EUR }\n\n'
  return fileOf(
    'access/clients/acme-italy.yaml',
    text.replace('client: acme\n', 'client: acme-italy\n').replace(/assets:\n(?: {2}.*\n)+\n/, assets) +
      tombstone,
  )
}

describe('a Business that several files name', () => {
  const shown = { '3001': PIXEL }

  test('keeps its relationship while one of them is there: only the assets of the other end', () => {
    const client = acme('2026-11-01', [brand()])
    expect(client.ends?.relations).toEqual([])
    const made = clientPlan(
      client,
      quietSteps(client.assets.map((one) => inputsOf(client, one))),
      inventory('there', shown),
    )
    expect(made.plan.changes.filter(({ asset }) => asset.kind === 'business')).toEqual([])
    // No API ends our share of a pixel alone, so that waits for the client.
    expect(made.plan.waiting.map((one) => [one.for, one.asset.id])).toContainEqual(['client-unshare', '3001'])
  })

  test('ends its relationship with the last of them', () => {
    const ended = `offboarded: { since: 2026-10-01, by: ${ANA}, reason: Over, ticket: OPS-8 }\n`
    expect(acme('2026-11-01', [brand(ended)]).ends?.relations).toEqual([ACME])
  })
})
