import { wantedEnvironments } from '../../../provider/doctor/checks.ts'
import { seen } from '../../../provider/github/seen.ts'
import type { Environment, ProtectionSource, Settings } from '../../../provider/github/repository-settings.ts'
import { LABELS, REQUIRED_CHECKS, WORKFLOW_FILES } from '../../../provider/github/names.ts'

/** The clients of the example agency, as the checks look at them. */
export const CLIENTS = [
  { slug: 'acme', clientSide: 'by-hand' },
  { slug: 'corner', clientSide: 'by-token' },
] as const

export const RULESET: ProtectionSource = {
  name: 'ruleset main',
  pullRequest: { approvals: 1, dismissesStale: true, lastPush: true, codeOwners: true },
  keepsHistory: true,
  keepsBranch: true,
  checks: [...REQUIRED_CHECKS],
  bypass: seen([]),
}

/** The settings of a repository in which everything is as the workflows rely on. */
export function healthy(): Settings {
  return {
    repository: 'acme/access',
    branch: 'main',
    hasIssues: seen(true),
    environments: seen(wantedEnvironments(CLIENTS).map(({ name, secrets }) => environment(name, secrets))),
    repositorySecrets: seen([]),
    protection: seen({ sources: [RULESET], hidden: undefined }),
    auditProtection: seen({ sources: [RULESET], hidden: undefined }),
    workflowToken: seen({ writes: false, opensPullRequests: true }),
    actions: seen({ any: false, pinned: true }),
    codeowners: seen({ exists: true, errors: [] }),
    labels: seen(LABELS.map(({ name }) => name)),
    workflows: seen(WORKFLOW_FILES.map((path) => ({ path, state: 'active' }))),
  }
}

function environment(name: string, secrets: readonly string[]): Environment {
  return {
    name,
    reviewers: 1,
    selfReview: false,
    adminsBypass: false,
    branches: seen(['main']),
    secrets: seen(secrets),
  }
}

/** Healthy settings with the environment of a client changed. */
export function withEnvironment(name: string, change: Partial<Environment>): Settings {
  const settings = healthy()
  const all = settings.environments.seen ? settings.environments.value : []
  return {
    ...settings,
    environments: seen(all.map((one) => (one.name === name ? { ...one, ...change } : one))),
  }
}
