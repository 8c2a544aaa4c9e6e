import { spawnSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { branchOf, recordIn } from '../../../provider/workflows/break-glass-record.ts'

const RECORD = {
  client: 'acme',
  who: 'dev@northlight.example',
  asset: 'act_1001',
  level: 'advertiser',
  until: '2026-11-24T14:00Z',
}

describe('recordIn', () => {
  it('reads what branchOf wrote, whoever it is and whatever run it was', () => {
    const word = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/)
    const who = fc.oneof(word, fc.stringMatching(/^[a-z0-9.+_/=-]{1,20}@[a-z]{1,9}\.example$/))
    fc.assert(
      fc.property(fc.record({ client: word, who, asset: word, level: word }), word, (one, run) => {
        const record = { ...RECORD, ...one }
        expect(recordIn(branchOf(record, run), '2026-11-24T12:00:00Z')).toEqual(record)
      }),
    )
  })

  it('is a branch that git takes', () => {
    const branch = branchOf(RECORD, '17-1')
    expect(spawnSync('git', ['check-ref-format', '--branch', branch]).status).toBe(0)
  })

  it.each(['2026-11-24T16:00Z', '2099-01-01T00:00Z'])('lets nothing last beyond four hours: %s', (until) => {
    const read = recordIn(branchOf({ ...RECORD, until }, '17-1'), '2026-11-24T11:30:59Z')
    expect(read?.until).toBe('2026-11-24T15:30Z')
  })

  it.each([
    '',
    'text',
    'metagrant/break-glass/acme/17',
    'metagrant/break-glass/acme/dev@northlight.example/act_1001/advertiser/soon/17-1',
    'acme/dev@northlight.example/act_1001/advertiser/2026-11-24T1400Z/17-1',
  ])('does not guess at %j', (branch) => expect(recordIn(branch, '2026-11-24T12:00:00Z')).toBeUndefined())
})
