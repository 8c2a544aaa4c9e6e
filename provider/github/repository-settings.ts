import type { Seen } from './seen.ts'

/** A repository's settings from GitHub; the token may not see every part. */
export type Settings = {
  /** "owner/name". */
  readonly repository: string
  readonly branch: string
  readonly hasIssues: Seen<boolean>
  readonly environments: Seen<readonly Environment[]>
  /** Names of secrets that every workflow of the repository can read. */
  readonly repositorySecrets: Seen<readonly string[]>
  readonly protection: Seen<Protection>
  /** The protection of the branch with the audit chains. */
  readonly auditProtection: Seen<Protection>
  readonly workflowToken: Seen<WorkflowToken>
  readonly actions: Seen<AllowedActions>
  readonly codeowners: Seen<Codeowners>
  readonly labels: Seen<readonly string[]>
  readonly workflows: Seen<readonly Workflow[]>
}

export type Environment = {
  readonly name: string
  /** How many people and teams may approve a job; one approval is needed. */
  readonly reviewers: number
  /** Whether whoever started a run may approve its jobs. */
  readonly selfReview: boolean
  readonly adminsBypass: boolean
  /** The branches and tags that may use it; undefined means any. */
  readonly branches: Seen<readonly string[] | undefined>
  readonly secrets: Seen<readonly string[]>
}

/** `hidden` says why a classic protection may exist unseen. */
export type Protection = {
  readonly sources: readonly ProtectionSource[]
  readonly hidden: string | undefined
}

/** One ruleset, or the classic branch protection. GitHub enforces all of them. */
export type ProtectionSource = {
  readonly name: string
  readonly pullRequest:
    | {
        readonly approvals: number
        readonly dismissesStale: boolean
        /** Whether the last push needs approval by somebody other than who pushed it. */
        readonly lastPush: boolean
        readonly codeOwners: boolean
      }
    | undefined
  readonly keepsHistory: boolean
  readonly keepsBranch: boolean
  readonly checks: readonly string[]
  /** Who may bypass it. */
  readonly bypass: Seen<readonly string[]>
}

type WorkflowToken = {
  readonly writes: boolean
  /** Whether a workflow may open pull requests; the same setting lets it approve them. */
  readonly opensPullRequests: boolean
}

type AllowedActions = { readonly any: boolean; readonly pinned: boolean }

type Codeowners = {
  readonly exists: boolean
  readonly errors: readonly {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly kind: string
  }[]
}

type Workflow = { readonly path: string; readonly state: string }
