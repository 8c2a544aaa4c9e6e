import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const ACME = '100000000000001'
const PERMISSION = 'whatsapp_business_management'
const WITHOUT = [
  'business_management',
  'ads_management',
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'catalog_management',
  'instagram_basic',
]

/** The example estate in which Acme shares a WhatsApp Business account, and our token has these permissions. */
function estateWith(scopes: string[]): EstateInput {
  const estate = exampleEstate()
  const account = {
    kind: 'whatsapp' as const,
    id: '6001',
    name: 'ACME',
    owner: ACME,
    partners: [{ business: '900000000000001', tasks: ['DEVELOP'] }],
  }
  return {
    ...estate,
    assets: [...(estate.assets ?? []), account],
    tokens: (estate.tokens ?? []).map((token) => (token.name === 'agency' ? { ...token, scopes } : token)),
  }
}

describe('a token without the permission of an optional kind', () => {
  test('imports and scans all else, and reports nothing of the kind', async () => {
    await using place = await makeWorkplace({ estate: estateWith(WITHOUT) })
    const scan = await place.json('scan')
    expect(scan.findings.length).toBeGreaterThan(0)
    expect(scan.raw).not.toContain('WhatsApp')
    await rm(join(place.root, 'access/clients/acme.yaml'))
    const imported = await place.json('import', 'acme', '--business', ACME)
    expect(imported.exit).toBe(0)
    expect(imported.raw).not.toContain('WhatsApp')
  })

  test('is reported where a file lists one', async () => {
    await using place = await makeWorkplace({ estate: estateWith(WITHOUT) })
    await place.edit('access/clients/acme.yaml', (text) =>
      text.replace('\n\nteam:', '\n  whatsapp_accounts:\n    - { id: "6001", name: ACME }\n\nteam:'),
    )
    const { findings } = await place.json('scan')
    const codes = findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['SCAN_TOKEN_PERMISSION', 'SCAN_LISTING_UNKNOWN']))
  })

  test('finds the account where the token has it', async () => {
    await using place = await makeWorkplace({ estate: estateWith([...WITHOUT, PERMISSION]) })
    const { findings, raw } = await place.json('scan')
    expect(findings.map(({ code }) => code)).toContain('SCAN_SHARE_UNLISTED')
    expect(raw).toContain('WhatsApp Business account 6001')
  })
})
