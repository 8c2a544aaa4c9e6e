import { describe, expect, test } from 'vitest'
import { GRAPH_VERSION } from '../../../provider/graph/api.ts'
import { versionFindings } from '../../../provider/graph/version-calendar.ts'

const codes = (version: string, day: string) =>
  versionFindings(version, Date.parse(day)).map(({ code }) => code)

describe('versionFindings', () => {
  test.each([
    ['v25.0', '2026-11-24', []],
    ['v25.0', '2026-11-25', ['GRAPH_VERSION_ENDS']],
    ['v25.0', '2027-02-22', ['GRAPH_VERSION_ENDS']],
    ['v25.0', '2027-02-23', ['GRAPH_VERSION_ENDED']],
    ['v24.0', '2026-11-27', ['GRAPH_VERSION_ENDED']],
    ['v26.0', '2026-11-27', []],
    ['v26.0', '2027-04-29', []],
    ['v26.0', '2027-05-01', ['GRAPH_VERSION_OLD']],
    ['v31.0', '2026-11-27', ['GRAPH_VERSION_UNKNOWN']],
  ])('%s on %s has %j', (version, day, expected) => {
    expect(codes(version, day)).toEqual(expected)
  })

  test('knows the version that we speak', () => {
    expect(codes(GRAPH_VERSION, '2026-11-27')).toEqual([])
  })
})
