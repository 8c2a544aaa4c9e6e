import { expect, test } from 'vitest'
import type { EstateInput } from '../../../provider/emulator/index.ts'
import { codes, exampleEstate, makeWorkplace } from '../../support/workplace.ts'

const AGENCY = '900000000000001'
const ACCOUNT = '6001'
const ACME = 'access/clients/acme.yaml'
const CHLOE_IS_DEVELOPER =
  '  - { who: chloe@northlight.example, asset: "6001", level: developer, until: 2026-12-15, reason: The bot goes live, ticket: AC-60 }\n'
const FARID_IS_DEVELOPER =
  '  - { who: farid@northlight.example, asset: "6001", level: developer, until: 2026-12-15, reason: The bot goes live, ticket: AC-61 }\n'

function withWhatsApp(): EstateInput {
  const estate = exampleEstate()
  const account = { kind: 'whatsapp' as const, id: ACCOUNT, name: 'ACME', owner: '100000000000001' }
  return { ...estate, assets: [...(estate.assets ?? []), account] }
}

test(
  'apply waits for the client to share a WhatsApp Business account, then assigns people and removes one',
  { timeout: 180_000 },
  async () => {
    await using place = await makeWorkplace({ estate: withWhatsApp() })
    const people = () => [...(place.emulator.world.assignments.get(ACCOUNT)?.values() ?? [])]
    await place.edit('access/packages.yaml', (text) =>
      text.replaceAll('catalog: advertiser', 'catalog: advertiser, whatsapp: developer'),
    )
    await place.edit(ACME, (text) =>
      text
        .replace('\n\nteam:', `\n  whatsapp_accounts:\n    - { id: "${ACCOUNT}", name: ACME }\n\nteam:`)
        .replace('\npreflight:', `\nexceptions:\n${CHLOE_IS_DEVELOPER}${FARID_IS_DEVELOPER}\npreflight:`),
    )
    const waiting = await place.json('apply', 'acme')
    expect([waiting.exit, waiting.plans[0]?.waiting.map((one) => [one.for, one.asset.id])]).toEqual([
      0,
      [['client-share', ACCOUNT]],
    ])
    expect(people()).toEqual([])

    place.byHand({ do: 'share', asset: ACCOUNT, business: AGENCY, tasks: ['DEVELOP'] })
    place.emulator.requests.clear()
    const assigned = await place.json('apply', 'acme')
    expect([assigned.exit, codes(assigned)]).toEqual([0, []])
    expect(place.emulator.requests.counts().writes).toBe(2)
    expect(people()).toEqual([['DEVELOP'], ['DEVELOP']])
    expect((await place.json('preview', 'acme')).exit).toBe(0)

    await place.edit(ACME, (text) => text.replace(FARID_IS_DEVELOPER, ''))
    place.emulator.requests.clear()
    const removed = await place.json('apply', 'acme')
    expect([removed.exit, codes(removed)]).toEqual([0, []])
    expect(place.emulator.requests.counts().writes).toBe(1)
    expect(people()).toEqual([['DEVELOP']])
    expect(place.emulator.world.grants.get(ACCOUNT)?.has(AGENCY)).toBe(true)
  },
)
