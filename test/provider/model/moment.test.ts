import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPreciseAs, dayOf, isCurrent, minuteOf } from '../../../provider/model/moment.ts'

const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
})

describe('isCurrent', () => {
  it.each([
    ['2026-11-24', '2026-11-24T00:00Z', true],
    ['2026-11-24', '2026-11-24T23:59Z', true],
    ['2026-11-24', '2026-11-25T00:00Z', false],
    ['2026-11-24T16:00Z', '2026-11-24T15:59Z', true],
    ['2026-11-24T16:00Z', '2026-11-24T16:00Z', false],
    ['2026-11-24T16:00Z', '2026-11-25T00:00Z', false],
    ['2026-11-24T16:00Z', '2026-11-24', true],
    ['2026-11-24T16:00Z', '2026-11-25', false],
    ['2026-11-24', '2026-11-24', true],
    ['2026-11-24', '2026-11-25', false],
  ])('until %s stands at %s: %s', (until, now, stands) => {
    expect(isCurrent(until, now)).toBe(stands)
  })

  it('never says that what has ended stands again later', () => {
    fc.assert(
      fc.property(instant, instant, instant, fc.boolean(), (end, a, b, byDay) => {
        const until = byDay ? dayOf(minuteOf(end)) : minuteOf(end)
        const [first, second] = a <= b ? [a, b] : [b, a]
        return isCurrent(until, minuteOf(first)) || !isCurrent(until, minuteOf(second))
      }),
    )
  })

  it('ends a minute when that minute begins, a day when it is over', () => {
    fc.assert(
      fc.property(instant, (end) => {
        const next = new Date(Date.parse(`${dayOf(minuteOf(end))}T00:00:00Z`) + 86_400_000)
        return !isCurrent(minuteOf(end), minuteOf(end)) && !isCurrent(dayOf(minuteOf(end)), minuteOf(next))
      }),
    )
  })
})

describe('asPreciseAs', () => {
  it('names the day beside a day and the minute beside a minute', () => {
    expect(asPreciseAs('2026-12-01', '2026-11-24T12:00Z')).toBe('2026-11-24')
    expect(asPreciseAs('2026-12-01T10:00Z', '2026-11-24T12:00Z')).toBe('2026-11-24T12:00Z')
  })
})
