import { describe, expect, it } from 'vitest'
import { wantedEnvironments } from '../../../provider/doctor/checks.ts'
import { LABELS, REQUIRED_CHECKS, WORKFLOW_FILES } from '../../../provider/github/names.ts'
import { JOB_TOKEN, startGitHub, type FakeGitHub } from '../../support/github/server.ts'
import { makeWorkplace, type Workplace } from '../../support/workplace.ts'

const CLIENTS = [
  { slug: 'acme', clientSide: 'by-hand' },
  { slug: 'bloom', clientSide: 'by-hand' },
  { slug: 'corner', clientSide: 'by-token' },
] as const

type Check = { readonly check: string; readonly state: string; readonly why?: string }

/** The settings as GitHub would answer them, everything as the workflows rely on. Source: its REST docs, page by page. */
function makeHealthy({ world }: Pick<FakeGitHub, 'world'>): void {
  world.repository.more = { has_issues: true }
  const rule = (type: string, parameters?: object) => ({ type, parameters, ruleset_id: 7 })
  world.settings.set('rules/branches/main', [
    rule('pull_request', {
      required_approving_review_count: 1,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
      require_code_owner_review: true,
    }),
    rule('non_fast_forward'),
    rule('deletion'),
    rule('required_status_checks', {
      required_status_checks: REQUIRED_CHECKS.map((context) => ({ context })),
    }),
  ])
  world.settings.set('rules/branches/audit', [rule('non_fast_forward'), rule('deletion')])
  world.rulesets.push({ id: 7, name: 'main', bypass_actors: [] })
  for (const { name, secrets } of wantedEnvironments(CLIENTS)) {
    world.environments.push({
      name,
      can_admins_bypass: false,
      protection_rules: [
        {
          type: 'required_reviewers',
          prevent_self_review: true,
          reviewers: [{ type: 'Team', reviewer: {} }],
        },
      ],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    })
    world.settings.set(`environments/${name}/deployment-branch-policies`, {
      total_count: 1,
      branch_policies: [{ id: 1, name: 'main', type: 'branch' }],
    })
    world.settings.set(`environments/${name}/secrets`, {
      total_count: secrets.length,
      secrets: secrets.map((secret) => ({ name: secret })),
    })
  }
  world.settings.set('actions/secrets', { total_count: 0, secrets: [] })
  world.settings.set('actions/permissions', {
    enabled: true,
    allowed_actions: 'selected',
    sha_pinning_required: true,
  })
  world.settings.set('actions/permissions/workflow', {
    default_workflow_permissions: 'read',
    can_approve_pull_request_reviews: true,
  })
  world.settings.set('codeowners/errors', { errors: [] })
  world.settings.set(
    'labels',
    LABELS.map(({ name, colour }) => ({ name, color: colour })),
  )
  world.settings.set('actions/workflows', {
    total_count: WORKFLOW_FILES.length,
    workflows: WORKFLOW_FILES.map((path, id) => ({ id, path, state: 'active', name: path })),
  })
}

function at(github: FakeGitHub): Promise<Workplace> {
  const env = { GITHUB_TOKEN: JOB_TOKEN, GITHUB_REPOSITORY: 'acme/access', GITHUB_API_URL: github.url }
  return makeWorkplace({ env })
}

async function checks(place: Workplace): Promise<{ exit: number; rows: Check[]; codes: string[] }> {
  const { exit, findings, raw } = await place.json('doctor')
  const { checks: rows = [] } = JSON.parse(raw.slice(0, raw.lastIndexOf('}') + 1)) as { checks?: Check[] }
  return { exit, rows, codes: findings.map(({ code }) => code) }
}

describe('doctor', () => {
  it('is well where machine and settings are, and writes nothing', async () => {
    await using github = await startGitHub()
    makeHealthy(github)
    await using place = await at(github)
    const { exit, rows, codes } = await checks(place)
    expect(rows.filter(({ state }) => state !== 'ok')).toEqual([])
    expect({ exit, codes }).toEqual({ exit: 0, codes: [] })
    expect(new Set(github.calls.map(({ method }) => method))).toEqual(new Set(['GET']))
  })

  it('exits with 2 and names code and fix for what is to mend', async () => {
    await using github = await startGitHub()
    makeHealthy(github)
    github.world.environments = github.world.environments.filter(({ name }) => name !== 'acme')
    github.world.rulesets[0] = { id: 7, name: 'main', bypass_actors: [{ actor_type: 'Team', actor_id: 9 }] }
    await using place = await at(github)
    expect(await checks(place)).toMatchObject({ exit: 2, codes: ['BRANCH_BYPASS', 'ENVIRONMENT_MISSING'] })
    const { out, err } = await place.run('doctor')
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(err).toContain('gh api -X PUT repos/acme/access/environments/acme')
  })

  it('tells what the token may not see, and counts it as open', async () => {
    await using github = await startGitHub()
    makeHealthy(github)
    github.fail({
      path: /^actions\/permissions/,
      status: 403,
      message: 'Resource not accessible by integration',
    })
    github.fail({ path: /^environments\/acme\/secrets/, status: 404, message: 'Not Found' })
    await using place = await at(github)
    const { exit, rows, codes } = await checks(place)
    expect(rows.filter(({ state }) => state === 'not-seen').map(({ check }) => check)).toEqual([
      'acme: secrets',
      'the token of a job reads by default',
      'workflows may open pull requests',
      'only chosen actions',
      'actions are pinned by SHA',
    ])
    expect({ exit, codes }).toEqual({ exit: 2, codes: [] })
  })

  it('looks at classic branch protection, too', async () => {
    await using github = await startGitHub()
    makeHealthy(github)
    github.world.settings.set('rules/branches/main', [])
    github.world.settings.set('branches/main/protection', {
      required_pull_request_reviews: {
        required_approving_review_count: 2,
        dismiss_stale_reviews: true,
        require_last_push_approval: true,
        require_code_owner_reviews: true,
        bypass_pull_request_allowances: { users: [{ login: 'zoe' }], teams: [], apps: [] },
      },
      required_status_checks: { contexts: [...REQUIRED_CHECKS] },
      enforce_admins: { enabled: false },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
    })
    await using place = await at(github)
    expect((await checks(place)).codes).toEqual(['BRANCH_BYPASS'])
  })

  it.each([
    ['no token', { GITHUB_TOKEN: undefined }, 'GITHUB_NOT_NAMED'],
    ['no repository', { GITHUB_REPOSITORY: undefined }, 'GITHUB_NOT_NAMED'],
    ['a token that GitHub refuses', { GITHUB_TOKEN: 'ghp_wrong' }, 'GITHUB_FAILED'],
    ['a repository that is not there', { GITHUB_REPOSITORY: 'acme/other' }, 'GITHUB_FAILED'],
  ])('exits with 1 for %s, and still tells of the machine', async (_what, env, code) => {
    await using github = await startGitHub()
    const own = { GITHUB_TOKEN: JOB_TOKEN, GITHUB_REPOSITORY: 'acme/access', GITHUB_API_URL: github.url }
    await using place = await makeWorkplace({ env: { ...own, ...env } })
    const { exit, rows, codes } = await checks(place)
    expect({ exit, codes }).toEqual({ exit: 1, codes: [code] })
    expect(rows.map(({ check }) => check)).toContain('engine')
  })
})
