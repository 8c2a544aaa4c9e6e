import { describe, expect, test } from 'vitest'
import { previewPull } from '../../../provider/workflows/preview-pull.ts'
import type { Overrides } from '../../../provider/plan/guard/limits.ts'
import { commitAccess } from '../../support/git.ts'
import { NO_POLICY } from '../../support/no-policy.ts'
import { makeWorkplace, NOW, type Workplace } from '../../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'
const CONTROL =
  'exceptions:\n  - { who: chloe@northlight.example, asset: "4001", level: admin, reason: A task, ticket: OPS-1, until: 2026-12-04 }\n'

/** The comment on a pull request that changes acme's file, on an agency without policy of its own. */
async function commented(change: (text: string) => string, overrides: Overrides = {}): Promise<string> {
  await using place: Workplace = await makeWorkplace()
  await place.edit('access/policy.yaml', NO_POLICY)
  commitAccess(place.root)
  await place.edit(ACME, change)
  commitAccess(place.root)
  const { root, env } = place
  const context = { root, env, now: () => NOW, progress: () => undefined, withoutPack: true } as const
  return (await previewPull(context, 'HEAD~1', overrides)).comment
}

/** What stands before the plan: the verdict. */
function verdictOf(comment: string): string {
  return comment.split('\n\n').slice(1, 4).join('\n\n')
}

const asAdmin = (text: string) =>
  `${text.replace('name: ACME | Products', 'name: ACME | Products, partner: admin')}${CONTROL}`

describe('the comment of a preview', () => {
  test('says first that it can be merged', async () => {
    const comment = await commented((text) => text.replace(', ben@northlight.example', ''))
    expect(verdictOf(comment)).toContain('Can be merged once it is approved')
    expect(comment).toContain('Approving this pull request approves exactly these plans')
  })

  test('says first what refuses it, with the trailer that would allow it, and that approving is no use', async () => {
    const comment = await commented(asAdmin)
    expect(verdictOf(comment)).toContain('GUARD_ADMINS')
    expect(comment).toContain('\nAllow-admins: 1\n')
    expect(comment).toContain('applies nothing until')
    expect(comment).not.toContain('approves exactly these plans')
  })

  test('lets it pass with that trailer', async () => {
    expect(verdictOf(await commented(asAdmin, { admins: 1 }))).toContain('Can be merged')
  })

  test('names no trailer for what none can allow', async () => {
    const comment = await commented((text) =>
      text.replace('ana@northlight.example', 'nobody@northlight.example'),
    )
    expect(verdictOf(comment)).toContain('Refused')
    expect(comment).not.toContain('Allow-')
  })
})
