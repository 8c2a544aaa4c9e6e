import { describe, expect, test } from 'vitest'
import type { GRAPH_FINDINGS } from '../../../provider/findings/codes/graph.ts'
import { kindOf, isPassing, type ErrorKind } from '../../../provider/graph/error-kinds.ts'
import { findingOf } from '../../../provider/graph/finding-of.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { waitBefore } from '../../../provider/graph/retry.ts'
import { WriteRefused } from '../../../provider/graph/write-refused.ts'
import { CODES } from './codes.ts'
import { NO_WAIT } from './support.ts'

const PAGE_TOKEN = '(#190) This method must be called with a Page Access Token'
const TOO_MUCH = "Please reduce the amount of data you're asking for, then retry your request"

function errorOf(code: number, subcode?: number, message = 'no'): GraphError {
  const kind = kindOf(code, subcode, message)
  return new GraphError({ kind, code, subcode, status: 400, method: 'GET', path: 'v26.0/1', message })
}

describe('kindOf', () => {
  test.each(CODES)(
    'gives $code/$subcode the kind $kind, repeated: $retry',
    ({ code, subcode, kind, retry }) => {
      expect(kindOf(code, subcode, 'no')).toBe(kind)
      expect(waitBefore(errorOf(code, subcode), 'read', 1, NO_WAIT) !== undefined).toBe(retry)
    },
  )

  test('tells a call that needs a Page token from a token that does not work', () => {
    expect(kindOf(190, undefined, PAGE_TOKEN)).toBe('page-token')
    expect(kindOf(190, 463, PAGE_TOKEN)).toBe('token')
    expect(kindOf(190, undefined, 'Invalid OAuth access token.')).toBe('token')
  })

  test('tells too much data from trouble at Meta', () => {
    expect(kindOf(1, undefined, TOO_MUCH)).toBe('too-much-data')
    expect(kindOf(2, undefined, TOO_MUCH)).toBe('transient')
  })

  test('goes by the code and not by the words', () => {
    for (const { code, subcode, kind } of CODES)
      expect(kindOf(code, subcode, 'Session has expired. (#4) limit')).toBe(kind)
  })
})

describe('isPassing', () => {
  test.each<[ErrorKind, boolean]>([
    ['throttled', true],
    ['blocked', true],
    ['transient', true],
    ['unreachable', true],
    ['too-much-data', true],
    ['token', false],
    ['permission', false],
    ['gone', false],
    ['refused', false],
    ['two-factor', false],
  ])('says of %s: %s', (kind, passing) => {
    expect(isPassing(kind)).toBe(passing)
  })
})

describe('findingOf', () => {
  const EXPECTED: Readonly<Record<ErrorKind, keyof typeof GRAPH_FINDINGS>> = {
    token: 'TOKEN_EXPIRED',
    'page-token': 'PERMISSION_MISSING',
    permission: 'PERMISSION_MISSING',
    gone: 'ASSET_GONE',
    'two-factor': 'TWO_FACTOR_REQUIRED',
    throttled: 'THROTTLED',
    blocked: 'THROTTLED',
    transient: 'GRAPH_REFUSED',
    'too-much-data': 'GRAPH_REFUSED',
    exists: 'GRAPH_REFUSED',
    'last-admin': 'GRAPH_REFUSED',
    unreachable: 'GRAPH_UNREACHABLE',
    refused: 'GRAPH_REFUSED',
  }

  test.each(CODES)('has a finding for $code/$subcode', ({ code, subcode, kind }) => {
    const found = findingOf(errorOf(code, subcode), 'ad account act_1')
    expect(found).toMatchObject({ code: EXPECTED[kind], args: { code, subcode: subcode ?? 0 } })
  })

  test('says how long to wait: what Meta says, an hour without its word, a day for abuse', () => {
    const { facts } = errorOf(80004)
    const minutes = [new GraphError({ ...facts, waitMinutes: 5 }), errorOf(4), errorOf(368)].map(
      (error) => findingOf(error, 'x').args['minutes'],
    )
    expect(minutes).toEqual([5, 60, 1440])
  })

  test('names the variable of the token that was used', () => {
    const found = findingOf(errorOf(190, 463), 'x', undefined, 'META_CLIENT_TOKEN_ACME')
    expect(found.args).toMatchObject({ variable: 'META_CLIENT_TOKEN_ACME' })
  })

  test('has a finding for a write that was refused, and lets a bug through', () => {
    expect(findingOf(new WriteRefused('POST', 'v26.0/1'), 'x').code).toBe('WRITE_REFUSED')
    expect(() => findingOf(new TypeError('bug'), 'x')).toThrow(TypeError)
  })
})
