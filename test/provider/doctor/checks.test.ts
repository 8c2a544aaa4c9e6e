import { describe, expect, it } from 'vitest'
import { settingsRows } from '../../../provider/doctor/checks.ts'
import type { DoctorRow } from '../../../provider/doctor/row.ts'
import { notSeen, seen } from '../../../provider/github/seen.ts'
import type { ProtectionSource, Settings } from '../../../provider/github/repository-settings.ts'
import { WORKFLOW_FILES } from '../../../provider/github/names.ts'
import { CLIENTS, healthy, RULESET, withEnvironment } from './support.ts'

type Case = readonly [what: string, settings: Settings, codes: readonly string[]]

const protectedBy = (...sources: readonly ProtectionSource[]): Settings => ({
  ...healthy(),
  protection: seen({ sources, hidden: undefined }),
})
const pullRequest = { approvals: 1, dismissesStale: true, lastPush: true, codeOwners: true }

const BROKEN: readonly Case[] = [
  [
    'no protection at all',
    protectedBy(),
    [
      'BRANCH_OPEN',
      'BRANCH_WITHOUT_APPROVAL',
      'BRANCH_KEEPS_STALE_APPROVALS',
      'BRANCH_PUSHER_APPROVES',
      'BRANCH_WITHOUT_CODE_OWNERS',
      'BRANCH_FORCE_PUSH',
      'BRANCH_DELETABLE',
      'BRANCH_CHECK_MISSING',
      'BRANCH_CHECK_MISSING',
    ],
  ],
  [
    'no approval',
    protectedBy({ ...RULESET, pullRequest: { ...pullRequest, approvals: 0 } }),
    ['BRANCH_WITHOUT_APPROVAL'],
  ],
  [
    'stale approvals',
    protectedBy({ ...RULESET, pullRequest: { ...pullRequest, dismissesStale: false } }),
    ['BRANCH_KEEPS_STALE_APPROVALS'],
  ],
  [
    'an approval by whoever pushed last',
    protectedBy({ ...RULESET, pullRequest: { ...pullRequest, lastPush: false } }),
    ['BRANCH_PUSHER_APPROVES'],
  ],
  [
    'no code owners',
    protectedBy({ ...RULESET, pullRequest: { ...pullRequest, codeOwners: false } }),
    ['BRANCH_WITHOUT_CODE_OWNERS'],
  ],
  ['force pushes', protectedBy({ ...RULESET, keepsHistory: false }), ['BRANCH_FORCE_PUSH']],
  ['deletion', protectedBy({ ...RULESET, keepsBranch: false }), ['BRANCH_DELETABLE']],
  [
    'other checks than ours',
    protectedBy({ ...RULESET, checks: ['lint'] }),
    ['BRANCH_CHECK_MISSING', 'BRANCH_CHECK_MISSING'],
  ],
  ['a bypass', protectedBy({ ...RULESET, bypass: seen(['Team 7']) }), ['BRANCH_BYPASS']],
  [
    'a demand that only a rule with a bypass makes',
    protectedBy({ ...RULESET, keepsBranch: false }, { ...RULESET, bypass: seen(['administrators']) }),
    ['BRANCH_BYPASS'],
  ],
  ['a missing environment', { ...healthy(), environments: seen([]) }, Array(6).fill('ENVIRONMENT_MISSING')],
  ['no reviewers', withEnvironment('acme', { reviewers: 0 }), ['ENVIRONMENT_UNREVIEWED']],
  [
    'a reviewer who may let their own run pass',
    withEnvironment('acme', { selfReview: true }),
    ['ENVIRONMENT_SELF_REVIEWED'],
  ],
  ['a bypass of reviewers', withEnvironment('acme', { adminsBypass: true }), ['ENVIRONMENT_BYPASS']],
  ['any branch', withEnvironment('acme', { branches: seen(undefined) }), ['ENVIRONMENT_BRANCHES']],
  [
    'one branch too many',
    withEnvironment('_unattended', { branches: seen(['main', 'tag v*']) }),
    ['ENVIRONMENT_BRANCHES'],
  ],
  ['no branch', withEnvironment('_unattended', { branches: seen([]) }), ['ENVIRONMENT_BRANCHES']],
  ['no token', withEnvironment('acme', { secrets: seen([]) }), ['ENVIRONMENT_SECRET_MISSING']],
  [
    'no token of the client’s side',
    withEnvironment('corner', { secrets: seen(['META_AGENCY_TOKEN']) }),
    ['ENVIRONMENT_SECRET_MISSING'],
  ],
  ['a token for all', { ...healthy(), repositorySecrets: seen(['META_AGENCY_TOKEN']) }, ['SECRET_FOR_ALL']],
  [
    'a token of a job that writes',
    { ...healthy(), workflowToken: seen({ writes: true, opensPullRequests: true }) },
    ['WORKFLOW_TOKEN_WRITES'],
  ],
  [
    'no pull requests by workflows',
    { ...healthy(), workflowToken: seen({ writes: false, opensPullRequests: false }) },
    ['WORKFLOW_OPENS_NOTHING'],
  ],
  ['any action', { ...healthy(), actions: seen({ any: true, pinned: true }) }, ['ACTIONS_ANY']],
  ['unpinned actions', { ...healthy(), actions: seen({ any: false, pinned: false }) }, ['ACTIONS_UNPINNED']],
  [
    'no CODEOWNERS',
    { ...healthy(), codeowners: seen({ exists: false, errors: [] }) },
    ['CODEOWNERS_MISSING'],
  ],
  [
    'a line of CODEOWNERS that does not hold',
    {
      ...healthy(),
      codeowners: seen({
        exists: true,
        errors: [{ file: '.github/CODEOWNERS', line: 3, column: 1, kind: 'Unknown owner' }],
      }),
    },
    ['CODEOWNERS_INVALID'],
  ],
  ['no issues', { ...healthy(), hasIssues: seen(false) }, ['ISSUES_OFF']],
  ['no labels', { ...healthy(), labels: seen([]) }, Array(5).fill('LABEL_MISSING')],
  [
    'chains of the audit that may go',
    { ...healthy(), auditProtection: seen({ sources: [], hidden: undefined }) },
    ['BRANCH_FORCE_PUSH', 'BRANCH_DELETABLE'],
  ],
  ['no workflows', { ...healthy(), workflows: seen([]) }, WORKFLOW_FILES.map(() => 'WORKFLOW_MISSING')],
  [
    'a workflow that is asleep',
    {
      ...healthy(),
      workflows: seen(
        workflowsOf(healthy()).map((one) =>
          one.path.endsWith('/drift.yml') ? { ...one, state: 'disabled_inactivity' } : one,
        ),
      ),
    },
    ['WORKFLOW_DISABLED'],
  ],
]

describe('settingsRows', () => {
  it('is well where everything is as the workflows rely on', () => {
    const rows = settingsRows(healthy(), CLIENTS)
    expect(rows.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(rows.length).toBeGreaterThan(30)
  })

  it.each(BROKEN)('finds %s, and nothing else', (_what, settings, codes) => {
    expect(codesOf(settingsRows(settings, CLIENTS))).toEqual(codes)
  })

  it('takes a demand as met by whichever rule makes it', () => {
    const [none, rest] = [
      { ...RULESET, pullRequest: undefined },
      { ...RULESET, keepsHistory: false, checks: [] },
    ]
    expect(codesOf(settingsRows(protectedBy(none, rest), CLIENTS))).toEqual([])
  })

  it('asks nobody to let the jobs pass that run by themselves', () => {
    expect(codesOf(settingsRows(withEnvironment('preview', { reviewers: 0 }), CLIENTS))).toEqual([])
    expect(codesOf(settingsRows(withEnvironment('_unattended', { reviewers: 0 }), CLIENTS))).toEqual([])
  })

  it('says of all that is hidden that it was not seen, never that it is well or wrong', () => {
    const hidden = notSeen<never>('the token may not look')
    const settings: Settings = {
      ...healthy(),
      hasIssues: hidden,
      environments: hidden,
      repositorySecrets: hidden,
      protection: hidden,
      auditProtection: hidden,
      workflowToken: hidden,
      actions: hidden,
      codeowners: hidden,
      labels: hidden,
      workflows: hidden,
    }
    expect(new Set(settingsRows(settings, CLIENTS).map(({ state }) => state))).toEqual(new Set(['not-seen']))
  })

  it('does not miss a rule that a hidden protection may make', () => {
    const sources = [{ ...RULESET, keepsHistory: false }]
    const rows = settingsRows({ ...healthy(), protection: seen({ sources, hidden: 'hidden' }) }, CLIENTS)
    expect(rows.filter(({ state }) => state !== 'ok')).toMatchObject([
      { check: 'no force push', state: 'not-seen' },
    ])
  })

  it('does not call a bypass empty that nobody showed', () => {
    const rows = settingsRows(protectedBy({ ...RULESET, bypass: notSeen('hidden') }), CLIENTS)
    expect(rows.filter(({ state }) => state !== 'ok')).toMatchObject([
      { check: 'nobody bypasses it', state: 'not-seen', why: 'hidden' },
    ])
  })
})

function codesOf(rows: readonly DoctorRow[]): string[] {
  return rows.flatMap((row) => (row.state === 'finding' ? row.findings.map(({ code }) => code) : []))
}

function workflowsOf({ workflows }: Settings): readonly { readonly path: string; readonly state: string }[] {
  return workflows.seen ? workflows.value : []
}
