import { expect, test } from 'vitest'
import { withNobody, type DesiredShare } from '../../../provider/model/desired.ts'
import { desiredOf, droppedOf, inputsOf } from '../../../provider/resources/inputs.ts'
import { keptFrom } from '../../../provider/resources/kept.ts'
import { desired, present } from '../../support/access.ts'

const CLIENT = {
  slug: 'acme',
  business: '100000000000001',
  agencyBusiness: '900000000000001',
  clientSide: 'by-hand',
  unmanaged: 'report',
  assets: [],
} as const

const ANA = 'ana@northlight.example'
const ASSET = desired('ad_account', { [ANA]: 'analyst' })

function textOf(share: DesiredShare): string {
  return JSON.stringify(inputsOf(CLIENT, { ...ASSET, share }))
}

const BEFORE =
  '{"resource":"asset","client":"acme","clientBusiness":"100000000000001","agencyBusiness":"900000000000001",' +
  '"clientSide":"by-hand","unmanaged":"report","kind":"ad_account","asset":"act_1001","name":"ACME | FR",'
const PEOPLE =
  '"people":{"ana@northlight.example":{"level":"analyst","tasks":["ANALYZE"],"because":[{"function":"media-buyer"}]}}}'

test.each<[string, DesiredShare]>([
  [
    '"route":"partner","partner":{"level":"analyst","tasks":["ANALYZE"]},',
    { by: 'partner', grant: { level: 'analyst', tasks: ['ANALYZE'] } },
  ],
  ['"route":"direct-share",', { by: 'direct' }],
  ['"route":"partner",', { by: 'nobody', because: 'client-ends' }],
])('inputsOf writes %s as states in use hold it, and desiredOf reads it back', (written, share) => {
  expect(textOf(share)).toBe(`${BEFORE}${written}${PEOPLE}`)
  expect(desiredOf(inputsOf(CLIENT, { ...ASSET, share }))).toEqual({ ...ASSET, share })
})

test('keptFrom holds the people under the name that states in use have', () => {
  const seen = present('catalog', { [ANA]: ['ADVERTISE'] }, { state: 'none' })
  expect(JSON.stringify(keptFrom(seen))).toBe(
    `{"state":"present","kind":"catalog","partner":{"state":"none"},"assignments":{"${ANA}":["ADVERTISE"]},"writable":true}`,
  )
})

test('droppedOf ends our share, and leaves a direct share to be ended person by person', () => {
  expect(droppedOf(inputsOf(CLIENT, ASSET))).toMatchObject({
    share: { by: 'nobody', because: 'dropped' },
    people: [],
  })
  const direct = withNobody({ ...ASSET, share: { by: 'direct' } }, 'client-ends')
  expect(direct).toMatchObject({ share: { by: 'direct' }, people: [] })
})
