import { notSeen, seen, type Seen } from './seen.ts'
import type { Protection, ProtectionSource } from './repository-settings.ts'
import type { GitHub } from './connect.ts'
import { GitHubError } from './github-error.ts'

type ProtectionRule = { readonly type: string; readonly parameters?: unknown; readonly ruleset_id?: number }

type PullRequestParameters = {
  readonly required_approving_review_count: number
  readonly dismiss_stale_reviews_on_push: boolean
  readonly require_last_push_approval: boolean
  readonly require_code_owner_review: boolean
}
type CheckParameters = { readonly required_status_checks: readonly { readonly context: string }[] }

/**
 * What protects a branch: the active rules of every ruleset, the organisation's too, and the classic protection.
 * Sources: GitHub REST docs, "Get rules for a branch" (FACT: only active ones), "Get a repository ruleset" (FACT: the
 * bypass list is shown to those who may edit the ruleset), "Get branch protection" (FACT: 404 without one, with another
 * message where there is no such branch yet).
 */
export async function protectionOf(github: GitHub, branch: string): Promise<Protection> {
  const { rest, paginate, repo } = github
  const rules = await paginate(rest.repos.getBranchRules, { ...repo, branch, per_page: 100 })
  const byRuleset = Map.groupBy(rules as readonly ProtectionRule[], ({ ruleset_id: id }) => id ?? 0)
  const rulesets = await Promise.all([...byRuleset].map(([id, own]) => rulesetSource(github, id, own)))
  const classic = await classicSource(github, branch)
  if (typeof classic === 'string') return { sources: rulesets, hidden: classic }
  return { sources: [...rulesets, ...classic], hidden: undefined }
}

async function rulesetSource(
  { rest, repo }: GitHub,
  id: number,
  rules: readonly ProtectionRule[],
): Promise<ProtectionSource> {
  const { data: ruleset } = await rest.repos.getRepoRuleset({
    ...repo,
    ruleset_id: id,
    includes_parents: true,
  })
  const name = `ruleset ${ruleset.name}`
  const has = (type: string): boolean => rules.some((rule) => rule.type === type)
  const pull = rules.find(({ type }) => type === 'pull_request')?.parameters as
    PullRequestParameters | undefined
  const checks = rules
    .filter(({ type }) => type === 'required_status_checks')
    .flatMap(({ parameters }) => (parameters as CheckParameters).required_status_checks)
  const bypass: Seen<readonly string[]> =
    ruleset.bypass_actors === undefined
      ? notSeen(`the token may not read who bypasses the ${name}`)
      : seen(ruleset.bypass_actors.map((actor) => `${actor.actor_type} ${actor.actor_id ?? ''}`.trim()))
  return {
    name,
    pullRequest: pull && {
      approvals: pull.required_approving_review_count,
      dismissesStale: pull.dismiss_stale_reviews_on_push,
      lastPush: pull.require_last_push_approval,
      codeOwners: pull.require_code_owner_review,
    },
    keepsHistory: has('non_fast_forward'),
    keepsBranch: has('deletion'),
    checks: checks.map(({ context }) => context),
    bypass,
  }
}

/**
 * A token without permission gets 403 or 404, like a branch without protection; GitHub's message tells the two apart
 * (FACT).
 */
async function classicSource({ rest, repo }: GitHub, branch: string): Promise<ProtectionSource[] | string> {
  try {
    const { data } = await rest.repos.getBranchProtection({ ...repo, branch })
    const pull = data.required_pull_request_reviews
    const allowed = pull?.bypass_pull_request_allowances
    const passing = [
      ...(allowed?.users ?? []).map(({ login }) => login),
      ...[...(allowed?.teams ?? []), ...(allowed?.apps ?? [])].map((one) => one?.slug ?? ''),
    ]
    return [
      {
        name: 'branch protection',
        pullRequest: pull && {
          approvals: pull.required_approving_review_count ?? 0,
          dismissesStale: pull.dismiss_stale_reviews,
          lastPush: pull.require_last_push_approval === true,
          codeOwners: pull.require_code_owner_reviews,
        },
        keepsHistory: data.allow_force_pushes?.enabled !== true,
        keepsBranch: data.allow_deletions?.enabled !== true,
        checks: data.required_status_checks?.contexts ?? [],
        bypass: seen([...(data.enforce_admins?.enabled === true ? [] : ['administrators']), ...passing]),
      },
    ]
  } catch (error) {
    if (!(error instanceof GitHubError) || (error.kind !== 'gone' && error.kind !== 'refused')) throw error
    if (error.kind === 'gone' && /not protected|branch not found/i.test(error.message)) return []
    return `the token may not read the branch protection (status ${error.facts.status})`
  }
}
