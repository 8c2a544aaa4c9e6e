import { beforeEach, describe, expect, test } from 'vitest'
import { byHand } from '../../../provider/emulator/hands.ts'
import {
  parseEstate,
  startEmulator,
  type Emulator,
  type EstateInput,
} from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { AGENCY, asking, CLIENT, ids, pageToken, rowOf, SMALL, type Ask } from './support.ts'

const GROUP = '1901'

/** SMALL, where the agency has a group with the client's pixel, Page and ad account, and nobody in it. */
const ESTATE: EstateInput = {
  ...SMALL,
  asset_groups: [{ id: GROUP, owner: AGENCY, name: 'Client', assets: ['2001', '3001', 'act_1001'] }],
}

let emulator: Emulator
let agency: Ask
beforeEach(async () => {
  emulator = await startEmulator({ estate: ESTATE })
  agency = asking(emulator, emulator.tokens['agency'])
  return async () => await emulator.close()
})

const onAsset = async (asset: string, user: string, ask = agency) =>
  rowOf(await ask('GET', `${asset}/assigned_users`, { business: AGENCY, fields: 'id,tasks' }), user)?.[
    'tasks'
  ]
const add = async (tasks: object) =>
  await agency('POST', `${GROUP}/assigned_users`, { user: '7102', ...tasks })

describe('an asset group', () => {
  test('gives tasks on pixels and takes them, which no edge of a pixel does', async () => {
    expect((await add({ pixel_tasks: ['ANALYZE'] })).body).toEqual({ success: true })
    expect(await onAsset('2001', '7102')).toEqual(['AA_ANALYZE', 'ANALYZE'])
    expect(ids(await agency('GET', '7102/assigned_ads_pixels'))).toEqual(['2001'])
    expect(ids(await agency('GET', `${GROUP}/assigned_users`, { business: AGENCY }))).toEqual(['7102'])
    await agency('DELETE', `${GROUP}/assigned_users`, { user: '7102' })
    expect(await onAsset('2001', '7102')).toBeUndefined()
  })

  test('gives each kind its own tasks, and no kind those of another', async () => {
    await add({ adaccount_tasks: ['ADVERTISE', 'ANALYZE'], page_tasks: ['ANALYZE'] })
    expect(await onAsset('act_1001', '7102')).toContain('ADVERTISE')
    const page = asking(emulator, await pageToken(emulator, 'agency'))
    expect(await onAsset('3001', '7102', page)).toEqual(['PROFILE_PLUS_ANALYZE'])
    expect(await onAsset('2001', '7102')).toBeUndefined()
  })

  test('keeps what was given on the asset itself, and takes only its own', async () => {
    await agency('POST', '2001/assigned_users', { user: '7102', tasks: ['ANALYZE'] })
    await add({ pixel_tasks: ['UPLOAD'] })
    expect(await onAsset('2001', '7102')).toEqual(['AA_ANALYZE', 'ANALYZE', 'UPLOAD'])
    await agency('DELETE', `${GROUP}/assigned_users`, { user: '7102' })
    expect(await onAsset('2001', '7102')).toEqual(['AA_ANALYZE', 'ANALYZE'])
  })

  test('refuses that a person loses on the asset what the group gives', async () => {
    await add({ adaccount_tasks: ['ADVERTISE', 'ANALYZE'] })
    const params = { user: '7102', business: AGENCY }
    expect((await agency('DELETE', 'act_1001/assigned_users', params)).outcome).toBe('100')
    const lower = await agency('POST', 'act_1001/assigned_users', { ...params, tasks: ['ANALYZE'] })
    expect(lower.outcome).toBe('100')
    expect(await onAsset('act_1001', '7102')).toContain('ADVERTISE')
    await agency('DELETE', `${GROUP}/assigned_users`, { user: '7102' })
    expect((await agency('DELETE', 'act_1001/assigned_users', params)).outcome).toBe('ok')
  })

  test('gives nothing beyond the share, and nothing after it', async () => {
    await add({ pixel_tasks: ['ANALYZE', 'ADVERTISE'] })
    byHand(emulator.world, { do: 'share', asset: '2001', business: AGENCY, tasks: ['ANALYZE'] })
    expect(await onAsset('2001', '7102')).toEqual(['AA_ANALYZE', 'ANALYZE'])
    byHand(emulator.world, { do: 'unshare', asset: '2001', business: AGENCY })
    expect(emulator.world.assignments.get('2001')?.get('7102')).toBeUndefined()
  })

  test('takes assets in and out, and its people follow', async () => {
    await add({ pixel_tasks: ['ANALYZE'] })
    expect(ids(await agency('GET', `${GROUP}/contained_pixels`))).toEqual(['2001'])
    await agency('DELETE', `${GROUP}/contained_pixels`, { asset_id: '2001' })
    expect(await onAsset('2001', '7102')).toBeUndefined()
    await agency('POST', `${GROUP}/contained_pixels`, { asset_id: '2001' })
    expect(await onAsset('2001', '7102')).toEqual(['AA_ANALYZE', 'ANALYZE'])
    const groups = await agency('GET', '7102/assigned_business_asset_groups', { contained_asset_id: '2001' })
    expect(ids(groups)).toEqual([GROUP])
    const others = await agency('GET', '7102/assigned_business_asset_groups', { contained_asset_id: '4001' })
    expect(ids(others)).toEqual([])
  })

  test('holds Instagram accounts under their user id, and ad accounts with and without prefix', async () => {
    await agency('POST', `${GROUP}/contained_instagram_accounts`, { asset_id: '17841400000004001' })
    expect(ids(await agency('GET', `${GROUP}/contained_instagram_accounts`))).toEqual(['17841400000004001'])
    await agency('DELETE', `${GROUP}/contained_adaccounts`, { asset_id: '1001' })
    expect(ids(await agency('GET', `${GROUP}/contained_adaccounts`))).toEqual([])
  })

  test.each([
    ['an asset of another kind', 'contained_pages', '2001', '100'],
    ['an asset that is not shared', 'contained_adaccounts', 'act_1002', '100/33'],
  ])('refuses %s', async (_name, edge, asset_id, outcome) => {
    expect((await agency('POST', `${GROUP}/${edge}`, { asset_id })).outcome).toBe(outcome)
  })

  test.each([
    ['somebody of another Business', { user: '7201', pixel_tasks: ['ANALYZE'] }, '100'],
    ['nobody', { user: '1', pixel_tasks: ['ANALYZE'] }, '100/1752100'],
    ['no tasks', { user: '7102' }, '100'],
    ['a task of another kind', { user: '7102', pixel_tasks: ['MANAGE'] }, '100'],
    ['tasks that are no role', { user: '7102', page_tasks: ['MODERATE'] }, '100/1752129'],
  ])('refuses %s in it', async (_name, params, outcome) => {
    expect((await agency('POST', `${GROUP}/assigned_users`, params)).outcome).toBe(outcome)
    expect(ids(await agency('GET', `${GROUP}/assigned_users`, { business: AGENCY }))).toEqual([])
  })

  test('is for admins of its Business only', async () => {
    const outcomeFor = async (name: string) =>
      (await asking(emulator, emulator.tokens[name])('GET', GROUP)).outcome
    expect(await outcomeFor('reader')).toBe('10')
    expect(await outcomeFor('client')).toBe('100/33')
    expect(ids(await agency('GET', `${AGENCY}/business_asset_groups`))).toEqual([GROUP])
  })

  test('loses whoever leaves the Business', async () => {
    await add({ pixel_tasks: ['ANALYZE'] })
    byHand(emulator.world, { do: 'remove_person', user: '7102' })
    expect(ids(await agency('GET', `${GROUP}/assigned_users`, { business: AGENCY }))).toEqual([])
    expect(emulator.world.assignments.get('2001')?.get('7102')).toBeUndefined()
  })

  test('stays in an estate that is written and read again', async () => {
    await add({ pixel_tasks: ['ANALYZE'] })
    const estate = unloadWorld(emulator.world)
    await using again = await startEmulator({ estate })
    expect(unloadWorld(again.world)).toEqual(estate)
    expect(await onAsset('2001', '7102', asking(again, again.tokens['agency']))).toEqual([
      'AA_ANALYZE',
      'ANALYZE',
    ])
  })
})

test.each([
  ['an asset that its Business has not', { assets: ['act_1002'] }, 'asset_groups.0.assets.0'],
  ['a person of another Business', { people: [{ user: '7201', tasks: {} }] }, 'asset_groups.0.people.0.user'],
  [
    'a task that the kind has not',
    { people: [{ user: '7102', tasks: { pixel: ['MANAGE'] } }] },
    'asset_groups.0.people.0.tasks.pixel',
  ],
  ['an unknown Business', { owner: '1' }, 'asset_groups.0.owner'],
])('parseEstate refuses a group with %s', (_name, change, path) => {
  const group = { id: GROUP, owner: AGENCY, name: 'g', ...change }
  const parsed = parseEstate({ ...SMALL, asset_groups: [group] })
  expect('problems' in parsed ? parsed.problems.map((one) => one.path) : []).toEqual([path])
})

test('parseEstate takes a group of the owner itself', () => {
  const group = { id: GROUP, owner: CLIENT, name: 'g', assets: ['act_1002'] }
  expect('estate' in parseEstate({ ...SMALL, asset_groups: [group] })).toBe(true)
})
