import { expect, test } from 'vitest'
import { convergeMember } from '../../../provider/resources/converge-member.ts'
import { metaFrom } from '../../../provider/resources/meta.ts'
import { acmeEstate, AGENCY, startAcme } from './support.ts'

test('convergeMember, where reads lag behind writes, ends when a new system user shows', async () => {
  await using acme = await startAcme(acmeEstate(), [{ match: { method: 'GET' }, outcome: { lag: 300 } }])
  const { url, tokens } = acme.emulator
  const meta = metaFrom(async () => ({ META_GRAPH_URL: url, META_AGENCY_TOKEN: tokens['agency'] }))
  const wanted = {
    principal: 'nightly',
    systemUser: true,
    role: 'employee',
    agencyBusiness: AGENCY,
    agencyName: 'Agency',
    at: undefined,
  }
  const { observed, failures } = await convergeMember(wanted, undefined, meta)
  expect([observed, failures]).toMatchObject([{ principal: 'nightly' }, []])
  expect(acme.writes()).toEqual(['POST business/system_users'])
})
