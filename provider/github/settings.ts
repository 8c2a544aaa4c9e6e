import type { Environment, Settings } from './repository-settings.ts'
import { notSeen, seen, type Seen } from './seen.ts'
import { GitHubError, isGone } from './github-error.ts'
import type { GitHub } from './connect.ts'
import { AUDIT_BRANCH } from './names.ts'
import { protectionOf } from './protection.ts'

const PAGE = { per_page: 100 } as const

/**
 * Reads the settings of the repository with GET only; what the token may not see is "not seen". Throws a GitHubError
 * when the repository itself cannot be read. Sources: GitHub REST docs, "Repositories", "Deployment environments",
 * "Actions permissions", "Actions secrets" (FACT: names only), each with the permission it takes.
 */
export async function readSettings(github: GitHub): Promise<Settings> {
  const { rest, paginate, repo } = github
  const { data: repository } = await rest.repos.get(repo)
  const branch = repository.default_branch
  const [
    environments,
    repositorySecrets,
    protection,
    auditProtection,
    permissions,
    actions,
    codeowners,
    labels,
    workflows,
  ] = await Promise.all([
    look('environments', () => environmentsOf(github)),
    look('secrets', async () => names(await paginate(rest.actions.listRepoSecrets, { ...repo, ...PAGE }))),
    look('branch protection', () => protectionOf(github, branch)),
    look('branch protection', () => protectionOf(github, AUDIT_BRANCH)),
    look('workflow permissions', async () => {
      const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(repo)
      return {
        writes: data.default_workflow_permissions === 'write',
        opensPullRequests: data.can_approve_pull_request_reviews,
      }
    }),
    look('Actions permissions', async () => {
      const { data } = await rest.actions.getGithubActionsPermissionsRepository(repo)
      return { any: data.allowed_actions === 'all', pinned: data.sha_pinning_required === true }
    }),
    look('CODEOWNERS', () => codeownersOf(github)),
    look('labels', async () => names(await paginate(rest.issues.listLabelsForRepo, { ...repo, ...PAGE }))),
    look('workflows', () => paginate(rest.actions.listRepoWorkflows, { ...repo, ...PAGE })),
  ])
  return {
    repository: `${repo.owner}/${repo.repo}`,
    branch,
    hasIssues: seen(repository.has_issues),
    environments,
    repositorySecrets,
    protection,
    auditProtection,
    workflowToken: permissions,
    actions,
    codeowners,
    labels,
    workflows,
  }
}

/** GitHub answers 404 as well as 403 to a token without permission. Source: REST docs, "Troubleshooting" (FACT). */
async function look<T>(what: string, read: () => Promise<T>): Promise<Seen<T>> {
  try {
    return seen(await read())
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    if (error.kind === 'refused' || error.kind === 'gone')
      return notSeen(`the token may not read ${what} (status ${error.facts.status})`)
    return notSeen(`GitHub did not answer for ${what} (status ${error.facts.status})`)
  }
}

/** The part of an environment that we read. Source: REST docs, "List environments" (FACT). */
type FoundEnvironment = {
  readonly name: string
  readonly can_admins_bypass?: boolean
  readonly protection_rules?: readonly {
    readonly type: string
    readonly reviewers?: readonly unknown[]
    readonly prevent_self_review?: boolean
  }[]
  readonly deployment_branch_policy?: { readonly custom_branch_policies: boolean } | null
}

async function environmentsOf({ rest, paginate, repo }: GitHub): Promise<Environment[]> {
  // The client's types lack that this list is paginated like the others.
  const all = (await paginate('GET /repos/{owner}/{repo}/environments', {
    ...repo,
    ...PAGE,
  })) as FoundEnvironment[]
  const one = async (found: FoundEnvironment): Promise<Environment> => {
    const at = { ...repo, environment_name: found.name }
    const branches = await look(`the branches of ${found.name}`, async () => {
      const policy = found.deployment_branch_policy
      if (policy === null || policy === undefined) return undefined
      if (!policy.custom_branch_policies) return ['every protected branch']
      const { data } = await rest.repos.listDeploymentBranchPolicies({ ...at, ...PAGE })
      return data.branch_policies.map(({ name = '', type }) => (type === 'tag' ? `tag ${name}` : name))
    })
    const secrets = await look(`the secrets of ${found.name}`, async () =>
      names(await paginate(rest.actions.listEnvironmentSecrets, { ...at, ...PAGE })),
    )
    const rules = (found.protection_rules ?? []).filter(({ type }) => type === 'required_reviewers')
    const reviewers = rules.flatMap((rule) => rule.reviewers ?? [])
    const selfReview = !rules.some((rule) => rule.prevent_self_review === true)
    const adminsBypass = found.can_admins_bypass === true
    return { name: found.name, reviewers: reviewers.length, selfReview, adminsBypass, branches, secrets }
  }
  const environments: Environment[] = []
  for (const found of all) environments.push(await one(found))
  return environments
}

/** Without the file GitHub answers 404. Source: REST docs, "List CODEOWNERS errors" (FACT). */
async function codeownersOf({ rest, repo }: GitHub) {
  try {
    const { data } = await rest.repos.codeownersErrors(repo)
    const errors = data.errors.map(({ path, line, column, kind }) => ({ file: path, line, column, kind }))
    return { exists: true, errors }
  } catch (error) {
    if (!isGone(error)) throw error
    return { exists: false, errors: [] }
  }
}

function names(items: readonly { readonly name: string }[]): string[] {
  return items.map(({ name }) => name)
}
