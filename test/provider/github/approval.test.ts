import { describe, expect, it } from 'vitest'
import { approvalsOf, approvedDigests, objectionTo } from '../../../provider/github/approval.ts'
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
  return { number: 7, author: 'ana', head: HEAD, headAuthor: 'ana', messages: [], reviews }
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

  it('takes none by whoever wrote the last commit, though somebody else opened the pull request', () => {
    expect(approvalsOf({ ...pull(review()), headAuthor: 'ben' })).toEqual([])
  })

  it('takes the last word of each: a later refusal counts, a later comment does not', () => {
    const refused = review({ state: 'CHANGES_REQUESTED', at: at(11) })
    expect(approvalsOf(pull(review(), refused))).toEqual([])
    expect(approvalsOf(pull(review(), review({ state: 'COMMENTED', at: at(11) })))).toHaveLength(1)
    expect(approvalsOf(pull(refused, review({ at: at(12) })))).toHaveLength(1)
  })
})

describe('approvedDigests', () => {
  function digests(...statuses: readonly WrittenStatus[]): string[] {
    return [...approvedDigests('acme', [review()], statuses)]
  }

  it('is the plan that stood there when it was approved, not one that came later', () => {
    expect(digests(status(FIRST, 5))).toEqual([FIRST])
    expect(digests(status(SECOND, 15), status(FIRST, 5))).toEqual([FIRST])
    expect(digests(status(SECOND, 8), status(FIRST, 5))).toEqual([SECOND])
  })

  it.each([
    ['that came after the approval', status(FIRST, 15)],
    ['that was refused', status(FIRST, 5, { state: 'failure' })],
    ['that somebody else wrote', status(FIRST, 5, { by: 'eve' })],
    ['of another client', status(FIRST, 5, { context: 'metagrant/plan/acme-2' })],
    ['that names no digest', status('nothing', 5)],
  ])('is none %s', (_name, one) => {
    expect(digests(one)).toEqual([])
  })

  it('is none where a refusal replaced the plan before the approval', () => {
    expect(digests(status(SECOND, 8, { state: 'failure' }), status(FIRST, 5))).toEqual([])
  })
})
