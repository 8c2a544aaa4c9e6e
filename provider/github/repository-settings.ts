import type { Seen } from './seen.ts'

/** The settings of a repository as GitHub tells them; every part may be hidden from the token that asked. */
export type Settings = {
  /** "owner/name". */
  readonly repository: string
  readonly branch: string
  readonly hasIssues: Seen<boolean>
  readonly environments: Seen<readonly Environment[]>
  /** Names of the secrets that every workflow of the repository can read. */
  readonly repositorySecrets: Seen<readonly string[]>
  readonly protection: Seen<Protection>
  /** The same of the branch that holds the chains of the audit. */
  readonly auditProtection: Seen<Protection>
  readonly workflowToken: Seen<WorkflowToken>
  readonly actions: Seen<AllowedActions>
  readonly codeowners: Seen<Codeowners>
  readonly labels: Seen<readonly string[]>
  readonly workflows: Seen<readonly Workflow[]>
}

export type Environment = {
  readonly name: string
  /** How many people and teams may let a job pass; one of them has to. */
  readonly reviewers: number
  /** Whether whoever started a run may let its jobs pass. */
  readonly selfReview: boolean
  readonly adminsBypass: boolean
  /** The branches and tags that may use it; undefined stands for any. */
  readonly branches: Seen<readonly string[] | undefined>
  readonly secrets: Seen<readonly string[]>
}

/** `hidden` says why there may be a classic protection that nobody showed. */
export type Protection = {
  readonly sources: readonly ProtectionSource[]
  readonly hidden: string | undefined
}

/** One ruleset, or the classic branch protection. GitHub demands whatever any of them does. */
export type ProtectionSource = {
  readonly name: string
  readonly pullRequest:
    | {
        readonly approvals: number
        readonly dismissesStale: boolean
        /** Whether somebody else than whoever pushed last has to approve. */
        readonly lastPush: boolean
        readonly codeOwners: boolean
      }
    | undefined
  readonly keepsHistory: boolean
  readonly keepsBranch: boolean
  readonly checks: readonly string[]
  /** Who need not follow it. */
  readonly bypass: Seen<readonly string[]>
}

type WorkflowToken = {
  readonly writes: boolean
  /** Whether a workflow may open pull requests; the same switch lets it approve them. */
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
