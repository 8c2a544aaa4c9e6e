import { describe, expect, it } from 'vitest'
import { approvalsOf, approvedDigest, objectionTo, requestsIn } from '../../../provider/github/approval.ts'
import type { PullRequest, Review } from '../../../provider/github/pulls.ts'
import type { WrittenStatus } from '../../../provider/github/statuses.ts'

const [HEAD, OLD] = ['a'.repeat(40), 'b'.repeat(40)]
const [FIRST, SECOND] = ['1'.repeat(64), '2'.repeat(64)]

function at(minute: number): string {
  return `2026-11-24T12:${String(minute).padStart(2, '0')}:00Z`
}

function review(more: Partial<Review> = {}): Review {
  return { by: 'ben', state: 'APPROVED', commit: HEAD, at: at(10), mayWrite: true, ...more }
}

function pull(...reviews: readonly Review[]): PullRequest {
  return {
    number: 7,
    author: 'ana',
    head: HEAD,
    origin: { excluded: new Set(['ana']), people: 1 },
    messages: [],
    reviews,
  }
}

function status(digest: string, minute: number, more: Partial<WrittenStatus> = {}): WrittenStatus {
  const own = { context: 'metagrant/plan/acme', state: 'success', by: 'github-actions[bot]' } as const
  return { ...own, description: `${digest} 3 changes: 3 grants`, at: at(minute), ...more }
}

describe('approvalsOf', () => {
  it('takes an approval of the last commit by somebody else who may write', () => {
    expect(approvalsOf(pull(review()))).toEqual([review()])
  })

  it.each([
    ['of an earlier commit', review({ commit: OLD })],
    ['by the author', review({ by: 'ana' })],
    ['by somebody who may only read', review({ mayWrite: false })],
    ['that was dismissed', review({ state: 'DISMISSED' })],
    ['that asks for changes', review({ state: 'CHANGES_REQUESTED' })],
  ])('takes none %s, and says why', (_name, one) => {
    expect(approvalsOf(pull(one))).toEqual([])
    expect(objectionTo(one, pull(one))).toBeTypeOf('string')
  })

  it('takes none by whoever has a part in it, though somebody else opened the pull request', () => {
    const own = { ...pull(review({ by: 'Ben' })), origin: { excluded: new Set(['ben']), people: 1 as const } }
    expect(approvalsOf(own)).toEqual([])
  })

  it('takes the last word of each: a later refusal counts, a later comment does not', () => {
    const refused = review({ state: 'CHANGES_REQUESTED', at: at(11) })
    expect(approvalsOf(pull(review(), refused))).toEqual([])
    expect(approvalsOf(pull(review(), review({ state: 'COMMENTED', at: at(11) })))).toHaveLength(1)
    expect(approvalsOf(pull(refused, review({ at: at(12) })))).toHaveLength(1)
  })
})

describe('requestsIn', () => {
  const asks = review({ state: 'CHANGES_REQUESTED', commit: OLD })

  it('takes the last word of whoever may write and asks for changes, of an earlier commit too', () => {
    expect(requestsIn(pull(review({ by: 'olga' }), asks))).toEqual([asks])
  })

  it.each([
    ['that the reviewer took back', review({ at: at(11) })],
    ['that was dismissed', review({ state: 'DISMISSED' })],
    ['of somebody who may not write', review({ state: 'CHANGES_REQUESTED', mayWrite: false })],
  ])('takes none %s', (_name, later) => {
    expect(requestsIn(pull(asks, later))).toEqual([])
  })
})

describe('approvedDigest', () => {
  /** A preview of one client: its status, and the one of the whole, newest first. */
  function preview(digest: string, minute: number, more: Partial<WrittenStatus> = {}): WrittenStatus[] {
    return [status('1 planned', minute, { context: 'metagrant/plan' }), status(digest, minute, more)]
  }

  function digests(...statuses: readonly WrittenStatus[]): string[] {
    return [approvedDigest('acme', review(), statuses)].flatMap((digest) => digest ?? [])
  }

  it('is the plan that stood there when it was approved, not one that came later', () => {
    expect(digests(...preview(FIRST, 5))).toEqual([FIRST])
    expect(digests(...preview(SECOND, 15), ...preview(FIRST, 5))).toEqual([FIRST])
    expect(digests(...preview(SECOND, 8), ...preview(FIRST, 5))).toEqual([SECOND])
  })

  it.each([
    ['that came after the approval', preview(FIRST, 15)],
    ['that was refused', preview(FIRST, 5, { state: 'failure' })],
    ['that somebody else wrote', preview(FIRST, 5, { by: 'eve' })],
    ['of another client', preview(FIRST, 5, { context: 'metagrant/plan/acme-2' })],
    ['that names no digest', preview('nothing', 5)],
    ['of a preview that did not finish', preview(FIRST, 5).slice(1)],
  ])('is none %s', (_name, statuses) => {
    expect(digests(...statuses)).toEqual([])
  })

  it('is none where a later preview refused the plan, or left the client out', () => {
    expect(digests(...preview(SECOND, 8, { state: 'failure' }), ...preview(FIRST, 5))).toEqual([])
    expect(digests(...preview(SECOND, 8).slice(0, 1), ...preview(FIRST, 5))).toEqual([])
  })

  it('is the plan of the last whole preview while another one is being written', () => {
    expect(digests(...preview(SECOND, 8).slice(1), ...preview(FIRST, 5))).toEqual([FIRST])
  })
})
