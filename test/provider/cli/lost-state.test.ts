import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renameClient } from './support/moves.ts'
import { commitAccess } from '../../support/git.ts'
import { makeWorkplace, type Workplace } from '../../support/workplace.ts'

const BEN = 'ben@northlight.example'
const CHLOE = 'chloe@northlight.example'
const ACME_FILE = 'access/clients/acme.yaml'

async function changesOf(place: Workplace, ...args: string[]): Promise<string[]> {
  const { plans } = await place.json(...args)
  return plans.flatMap(({ changes }) =>
    changes.map(({ verb, subject }) => `${verb} ${subject.principal ?? ''}`),
  )
}

const withoutBen = (text: string) => text.replace(`, ${BEN}`, '')

describe('a lost state', () => {
  test(
    'loses no removal: whom earlier versions of the file gave access is taken off',
    { timeout: 120_000 },
    async () => {
      // With the pack: it takes no resource that says more than the files.
      await using place = await makeWorkplace({ pack: true })
      commitAccess(place.root)
      await place.json('apply', 'acme')
      await rm(join(place.root, '.state'), { recursive: true })
      await place.edit(ACME_FILE, withoutBen)
      commitAccess(place.root)
      // By hand at Meta: no version of the file gave it, so it is told and stays.
      place.byHand({ do: 'assign', asset: 'act_1001', user: '9102', tasks: ['ANALYZE'] })
      const planned = await changesOf(place, 'preview', 'acme')
      expect(new Set(planned)).toEqual(new Set([`revoke ${BEN}`]))
      expect(planned).toHaveLength(5)
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      const left = place.emulator.world.assignments.get('act_1001')
      expect([left?.has('9104'), left?.has('9102')]).toEqual([false, true])
      expect(await changesOf(place, 'preview', 'acme')).toEqual([])
    },
  )

  test(
    'loses no removal of a client that was renamed meanwhile: its history is that of its earlier file',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace()
      commitAccess(place.root)
      await place.json('apply', 'acme')
      await rm(join(place.root, '.state'), { recursive: true })
      await renameClient(place, 'acme', 'apex')
      await place.edit('access/clients/apex.yaml', withoutBen)
      commitAccess(place.root)
      const planned = await changesOf(place, 'preview', 'apex')
      expect([new Set(planned), planned.length]).toEqual([new Set([`revoke ${BEN}`]), 5])
    },
  )

  test(
    'a state that knows the asset decides alone: what somebody gives by hand later is told',
    { timeout: 120_000 },
    async () => {
      await using place = await makeWorkplace()
      commitAccess(place.root)
      await place.json('apply', 'acme')
      await place.edit(ACME_FILE, (text) => text.replace(`[${CHLOE}]`, '[]'))
      commitAccess(place.root)
      expect((await place.json('apply', 'acme')).exit).toBe(0)
      place.byHand({ do: 'assign', asset: 'act_1001', user: '9105', tasks: ['ANALYZE'] })
      const report = await place.json('preview', 'acme')
      expect(report.plans.flatMap(({ changes }) => changes)).toEqual([])
      expect(report.plans[0]?.unmanaged.map(({ principal }) => principal)).toEqual([CHLOE])
    },
  )
})
