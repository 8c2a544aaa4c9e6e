import { describe, expect, it } from 'vitest'
import { readAccessFiles } from '../../../provider/files/read-access.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { TODAY } from '../../support/scenario.ts'

/**
 * The table « Modèles de permissions pour les scopes d'agence courants » of the client's brief, cell by cell:
 * function, column, the words of the cell, and what they mean in access/functions.yaml.
 */
const TABLE = [
  [
    'media-buyer',
    'Rôle du compte publicitaire',
    'Advertiser (créer et éditer les annonces)',
    { ad_account: 'advertiser' },
  ],
  ['media-buyer', 'Rôle Business', 'Employee', ['employee']],
  [
    'media-buyer',
    'Autres actifs',
    'Accès Pixel, Page/Instagram, Catalog si applicable',
    { pixel: 'advertiser', page: 'advertiser', instagram: 'advertiser', catalog: 'advertiser' },
  ],
  [
    'strategist',
    'Rôle du compte publicitaire',
    "Advertiser, parfois Admin s'ils doivent gérer les limites",
    { ad_account: 'advertiser' },
  ],
  ['strategist', 'Rôle Business', 'Employee', ['employee']],
  [
    'strategist',
    'Autres actifs',
    'Accès Pixel, Page/Instagram',
    { pixel: 'advertiser', page: 'advertiser', instagram: 'advertiser' },
  ],
  [
    'analyst',
    'Rôle du compte publicitaire',
    'Analyst (afficher les performances seulement)',
    { ad_account: 'analyst' },
  ],
  ['analyst', 'Rôle Business', 'Employee', ['employee']],
  ['analyst', 'Autres actifs', 'Accès lecture Pixel, insights Page', { pixel: 'analyst', page: 'analyst' }],
  ['billing', 'Rôle du compte publicitaire', 'Généralement aucun sur le compte publicitaire', {}],
  [
    'billing',
    'Rôle Business',
    'Finance analyst ou finance editor au niveau Business',
    ['finance-analyst', 'finance-editor'],
  ],
  ['billing', 'Autres actifs', 'N/A', {}],
  [
    'measurement',
    'Rôle du compte publicitaire',
    "Advertiser sur le compte publicitaire s'ils créent des campagnes, ou aucun",
    {},
  ],
  ['measurement', 'Rôle Business', 'Employee', ['employee']],
  [
    'measurement',
    'Autres actifs',
    'Admin Pixel ou system user approprié pour Conversions API',
    { pixel: 'admin' },
  ],
] as const

const ROOT = new URL('../../..', import.meta.url).pathname
const { files } = await readAccessFiles(ROOT)
const { model } = buildModel(files, TODAY)

describe('access/functions.yaml says what the brief says', () => {
  it.each(TABLE)('%s, %s: %s', (name, column, _cell, expected) => {
    const one = model?.functions.get(name)
    const { ad_account, ...others } = one?.levels ?? {}
    const actual = {
      'Rôle du compte publicitaire': ad_account === undefined ? {} : { ad_account },
      'Rôle Business': [one?.businessRole, ...(one?.businessRoleOptions ?? [])],
      'Autres actifs': others,
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

  it('lets nobody be admin of an ad account by function: « parfois Admin » is an exception in the client’s file', () => {
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
