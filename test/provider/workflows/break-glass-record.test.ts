import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordIn, recordText } from '../../../provider/workflows/break-glass-record.ts'

const RECORD = {
  client: 'acme',
  who: 'dev@northlight.example',
  asset: 'act_1001',
  level: 'advertiser',
  until: '2026-11-24T14:00Z',
}

describe('recordIn', () => {
  it('reads what recordText wrote, whatever follows', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(recordIn(`${recordText(RECORD)}\n${rest}`, '2026-11-24T12:00:00Z')).toEqual(RECORD)
      }),
    )
  })

  it.each(['2026-11-24T16:00Z', '2099-01-01T00:00Z'])('lets nothing last beyond four hours: %s', (until) => {
    const read = recordIn(recordText({ ...RECORD, until }), '2026-11-24T11:30:59Z')
    expect(read?.until).toBe('2026-11-24T15:30Z')
  })

  it.each(['', 'text', '<!-- metagrant:break-glass {} -->', '<!-- metagrant:break-glass {', 'x'.repeat(9)])(
    'does not guess at %j',
    (body) => expect(recordIn(body, '2026-11-24T12:00:00Z')).toBeUndefined(),
  )
})
