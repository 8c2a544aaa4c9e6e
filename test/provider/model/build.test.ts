import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import { generateAccess } from '../../support/generate-access.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'
import { withoutPlaces } from '../../support/without-places.ts'

const SIZE = { clients: 200, assetsPerClient: 8, peoplePerAsset: 5, people: 60 }

/** Ten times what it takes on two slow cores; what is quadratic in the number of clients passes it. */
const MOST_MILLISECONDS = 3000

describe('buildModel', () => {
  it('reads 200 clients with 1,600 assets and 8,000 grants without a finding, and fast', () => {
    const files = generateAccess(SIZE).map(({ path, text }) => fileOf(path, text))
    const start = performance.now()
    const { model, findings } = buildModel(files, TODAY)
    const clients = model?.clients.map((client) => desiredAccess(model, client, TODAY)) ?? []
    const milliseconds = performance.now() - start
    const assets = clients.flatMap((client) => client.assets)
    expect(findings).toEqual([])
    expect(clients).toHaveLength(200)
    expect(assets).toHaveLength(1600)
    expect(assets.flatMap(({ people }) => people)).toHaveLength(8000)
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS)
  })

  it('accepts a byte order mark and Windows line ends, and says the same', () => {
    const windows = exampleFiles().map(({ path, bytes }) =>
      fileOf(path, `\ufeff${new TextDecoder().decode(bytes).replaceAll('\n', '\r\n')}`),
    )
    const built = buildModel(windows, TODAY)
    expect(built.findings).toEqual([])
    expect(withoutPlaces(built.model)).toEqual(withoutPlaces(buildModel(exampleFiles(), TODAY).model))
  })

  it('keeps ids without quotes to the last digit, and lowers the case of e-mails', () => {
    const files = exampleFiles().map(({ path, bytes }) => {
      const text = new TextDecoder().decode(bytes)
      return fileOf(
        path,
        text
          .replaceAll('"', '')
          .replaceAll('100000000000001', '90071992547409931')
          .replaceAll('ana@', 'Ana@'),
      )
    })
    const { model, findings } = buildModel(files, TODAY)
    const acme = model?.clients.find(({ slug }) => slug === 'acme')
    expect(findings).toEqual([])
    expect(acme?.business).toBe('90071992547409931')
    expect(acme?.team[0]?.principal).toBe('ana@northlight.example')
  })

  it('keeps what a client file says beside its assets and people', () => {
    const { model } = buildModel(exampleFiles(), TODAY)
    expect(withoutPlaces(model?.clients)).toMatchObject([
      {
        slug: 'acme',
        billing: { owner: 'client', contact: 'Marie Laurent' },
        directShare: undefined,
        clientSide: 'by-hand',
        lastReview: { date: '2026-10-05', by: 'chloe@northlight.example' },
        managedKinds: ['ad_account', 'pixel', 'page', 'instagram', 'catalog'],
        unmanaged: 'report',
      },
      {
        slug: 'bloom',
        billing: { owner: 'client', contact: undefined },
        managedKinds: ['ad_account', 'pixel', 'page'],
      },
      {
        slug: 'corner',
        clientSide: 'by-token',
        directShare: { until: '2026-12-15' },
        managedKinds: ['ad_account'],
      },
    ])
  })

  it('takes what an asset expects from the asset, else from the client', () => {
    const { model } = buildModel(exampleFiles(), TODAY)
    const expected = model?.clients[0]?.assets.slice(0, 3).map((asset) => asset.expected)
    expect(expected).toEqual([
      { currency: 'EUR', timezone: 'Europe/Paris', spendCap: '50000' },
      { currency: 'EUR', timezone: 'Europe/Berlin', spendCap: '50000' },
      {},
    ])
  })

  it('gives a person the role of their functions unless the file chooses another', () => {
    const { model } = buildModel(exampleFiles(), TODAY)
    const roles = Object.fromEntries(
      model?.agency.people.map(({ name, businessRole }) => [name, businessRole]) ?? [],
    )
    expect(roles).toMatchObject({
      'Olga Brandt': 'admin',
      'Ana Perez': 'employee',
      'Elin Holm': 'finance-analyst',
    })
  })
})
