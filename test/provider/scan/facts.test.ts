import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { inUnits, minorUnits } from '../../../provider/model/money.ts'
import { exampleEstate, makeWorkplace, type Report } from '../../support/workplace.ts'

const FILE = 'access/clients/acme.yaml'
type Told = Report['findings'][number] & { readonly args: Readonly<Record<string, string>> }

function withAccount(change: object): EstateInput {
  const example = exampleEstate()
  const assets = (example.assets ?? []).map((asset) =>
    asset.id === 'act_1001' ? { ...asset, ...change } : asset,
  )
  return { ...example, assets }
}

async function factsTold(change: object, edit = (text: string) => text): Promise<Told[]> {
  await using place = await makeWorkplace({ estate: withAccount(change) })
  await place.edit(FILE, edit)
  const { findings } = await place.json('scan', 'acme')
  return (findings as Told[]).filter(({ code }) => /FACT|STATUS/.test(code))
}

const short = (told: readonly Told[]) =>
  told.map(({ code, args, address }) => [
    code,
    args['what'] ?? args['state'],
    args['said'],
    args['has'],
    address?.line,
  ])

describe('scan of what a file declares of its ad accounts', () => {
  test('says nothing where Meta has the same', async () => {
    expect(await factsTold({})).toEqual([])
  })

  test('tells another currency, time zone and limit at the line that declares them, and a disabled account', async () => {
    const told = await factsTold({
      account_status: 2,
      disable_reason: 1,
      currency: 'USD',
      timezone_name: 'America/New_York',
      spend_cap: '10000',
    })
    expect(short(told)).toEqual([
      ['SCAN_FACT_DIFFERS', 'currency', 'EUR', 'USD', 9],
      ['SCAN_FACT_DIFFERS', 'time zone', 'Europe/Paris', 'America/New_York', 9],
      ['SCAN_FACT_DIFFERS', 'spending limit', '50000', '100', 9],
      ['SCAN_ACCOUNT_STATUS', 'disabled, ads integrity policy', undefined, undefined, 13],
    ])
  })

  test('tells it at the account where its own entry declares it', async () => {
    const told = await factsTold({ timezone_name: 'Europe/Rome' }, (text) =>
      text.replace('name: ACME | FR | EUR }', 'name: ACME | FR | EUR, timezone: Europe/Lisbon }'),
    )
    expect(short(told)).toEqual([['SCAN_FACT_DIFFERS', 'time zone', 'Europe/Lisbon', 'Europe/Rome', 13]])
  })

  test.each([
    [
      'no limit, where one is declared',
      { spend_cap: '0' },
      [['SCAN_FACT_DIFFERS', 'spending limit', '50000', 'none', 9]],
    ],
    ['a grace period, in which the account delivers', { account_status: 9 }, []],
    [
      'a state that no source lists',
      { account_status: 42 },
      [['SCAN_ACCOUNT_STATUS', 'status 42', undefined, undefined, 13]],
    ],
  ])('knows %s', async (_what, change, expected) => {
    expect(short(await factsTold(change))).toEqual(expected)
  })
})

test('minorUnits counts hundredths, but of currencies without them', () => {
  expect([minorUnits('5000.5', 'EUR'), minorUnits('5000', 'JPY'), minorUnits('0.29', 'USD')]).toEqual([
    500050, 5000, 29,
  ])
  expect([inUnits(500050, 'EUR'), inUnits(5000, 'JPY')]).toEqual(['5000.5', '5000'])
})
