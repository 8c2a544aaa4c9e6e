import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAccessFiles } from '../../../provider/files/read-access.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { TODAY } from '../../support/scenario.ts'

/**
 * The table of brief 5.1, cell by cell: function, column, the words of the cell, and what they mean in
 * access/functions.yaml.
 */
const TABLE = [
  ['media-buyer', 'Role on the ad account', 'Advertiser (create and edit ads)', { ad_account: 'advertiser' }],
  ['media-buyer', 'Role in the Business', 'Employee', ['employee']],
  [
    'media-buyer',
    'Other assets',
    'access to pixel, Page/Instagram, and catalog where it applies',
    { pixel: 'advertiser', page: 'advertiser', instagram: 'advertiser', catalog: 'advertiser' },
  ],
  [
    'strategist',
    'Role on the ad account',
    'Advertiser, sometimes Admin if they have to manage limits',
    { ad_account: 'advertiser' },
  ],
  ['strategist', 'Role in the Business', 'Employee', ['employee']],
  [
    'strategist',
    'Other assets',
    'access to pixel, Page/Instagram',
    { pixel: 'advertiser', page: 'advertiser', instagram: 'advertiser' },
  ],
  ['analyst', 'Role on the ad account', 'Analyst (view performance only)', { ad_account: 'analyst' }],
  ['analyst', 'Role in the Business', 'Employee', ['employee']],
  [
    'analyst',
    'Other assets',
    'read access to pixel, insights of the Page',
    { pixel: 'analyst', page: 'analyst' },
  ],
  [
    'billing',
    'Role on the ad account',
    'generally none on the ad account; manages billing by the finance roles of the Business',
    {},
  ],
  [
    'billing',
    'Role in the Business',
    'Finance analyst or Finance editor, at the level of the Business',
    ['finance-analyst', 'finance-editor'],
  ],
  ['billing', 'Other assets', 'N/A', {}],
  [
    'measurement',
    'Role on the ad account',
    'Advertiser on the ad account if they create campaigns, or none if they work in Events Manager only',
    {},
  ],
  ['measurement', 'Role in the Business', 'Employee', ['employee']],
  [
    'measurement',
    'Other assets',
    'Admin of the pixel, or a suitable system user for Conversions API',
    { pixel: 'admin' },
  ],
] as const

const ROOT = new URL('../../..', import.meta.url).pathname
const BRIEF = readFileSync(`${ROOT}docs/brief.md`, 'utf8')
const { files } = await readAccessFiles(ROOT)
const { model } = buildModel(files, TODAY)

describe('the table here', () => {
  it('has the columns and cells of docs/brief.md to the letter', () => {
    const [, section = ''] = /^### 5\.1 .*\n\n([^]*?)\n\n/m.exec(BRIEF) ?? []
    const rows = section.split('\n').map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    )
    const [columns, , ...cells] = rows
    expect(columns).toEqual([...new Set(TABLE.map(([, column]) => column))])
    expect(cells.flat()).toEqual(TABLE.map(([, , cell]) => cell))
  })
})

describe('access/functions.yaml says what the brief says', () => {
  it.each(TABLE)('%s, %s: %s', (name, column, _cell, expected) => {
    const one = model?.functions.get(name)
    const { ad_account, ...others } = one?.levels ?? {}
    const actual = {
      'Role on the ad account': ad_account === undefined ? {} : { ad_account },
      'Role in the Business': [one?.businessRole, ...(one?.businessRoleOptions ?? [])],
      'Other assets': others,
    }
    expect(actual[column]).toEqual(expected)
  })

  it('has these functions and no other', () => {
    expect([...(model?.functions.keys() ?? [])]).toEqual([...new Set(TABLE.map(([name]) => name))])
  })

  it('offers a choice only to measurement, who may also build campaigns', () => {
    const options = [...(model?.functions.values() ?? [])].map((one) => [one.name, one.options])
    expect(options.filter(([, offered]) => Object.keys(offered ?? {}).length > 0)).toEqual([
      ['measurement', { ad_account: 'advertiser' }],
    ])
  })

  it('lets nobody be admin of an ad account by function: "sometimes Admin" is an exception in the client’s file', () => {
    const admins = [...(model?.functions.values() ?? [])].filter(
      ({ levels, options }) => levels.ad_account === 'admin' || options.ad_account === 'admin',
    )
    expect(admins).toEqual([])
  })

  it('has a system user in measurement, for the Conversions API', () => {
    expect(
      model?.agency.systemUsers.filter(({ functions }) => functions.includes('measurement')),
    ).toHaveLength(1)
  })
})
