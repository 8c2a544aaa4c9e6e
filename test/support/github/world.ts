/** The sender of a request: GitHub's own apps are bots, whose logins end in "[bot]". */
export type User = { readonly login: string; readonly type: 'User' | 'Bot' }

export type Comment = {
  readonly id: number
  readonly issue: number
  readonly user: User
  body: string
  readonly created_at: string
}

/** Issues and pull requests share their numbers. Source: GitHub REST docs, "Issues". */
export type Issue = {
  readonly number: number
  readonly user: User
  title: string
  body: string
  state: 'open' | 'closed'
  state_reason: string | null
  labels: string[]
  assignees: string[]
  readonly created_at: string
}

export type Pull = {
  readonly number: number
  readonly author: User
  title: string
  body: string
  state: 'open' | 'closed'
  labels: string[]
  assignees: string[]
  readonly head: { readonly ref: string; sha: string; readonly repo: string }
  readonly base: { readonly ref: string; sha: string }
  merge_commit_sha: string | null
  merged_at: string | null
  merged_by: string | null
  files: { readonly filename: string; readonly status: string }[]
  commits: { readonly sha: string; readonly message: string }[]
  readonly created_at: string
}

type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
export type Review = {
  readonly id: number
  readonly pull: number
  readonly user: User
  state: ReviewState
  readonly commit_id: string
  readonly submitted_at: string
}

export type Status = {
  readonly sha: string
  readonly context: string
  readonly state: string
  readonly description: string
  readonly target_url: string | null
  readonly creator: User
  readonly created_at: string
}

/** One move of a branch. Source: GitHub's REST description, schema "activity". */
export type Activity = {
  readonly id: number
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly timestamp: string
  readonly activity_type:
    'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge' | 'merge_queue_merge'
  readonly actor: User | null
}

/** One run of a workflow, with the names of its jobs. Source: GitHub's REST description, schema "workflow-run". */
export type WorkflowRun = {
  readonly id: number
  readonly path: string
  readonly event: string
  readonly head_branch: string
  readonly head_repository: string
  readonly actor: User
  readonly triggering_actor: User
  readonly run_attempt: number
  readonly created_at: string
  readonly run_started_at: string
  updated_at: string
  jobs: { readonly name: string; readonly conclusion: string }[]
}

type Environment = {
  readonly name: string
  readonly protection_rules: readonly unknown[]
  readonly [field: string]: unknown
}

/** Everything that one repository at GitHub holds, as a value that tests read and change. */
export type World = {
  readonly repository: { readonly owner: string; readonly name: string; default_branch: string; more: object }
  pulls: Pull[]
  issues: Issue[]
  comments: Comment[]
  reviews: Review[]
  /** Oldest first. */
  activity: Activity[]
  runs: WorkflowRun[]
  /** Logins by team, as "organisation/team". */
  teams: Map<string, string[]>
  /** Public addresses by login. */
  emails: Map<string, string>
  statuses: Status[]
  labels: string[]
  environments: Environment[]
  /** Permissions by login; a login without one may write. */
  permissions: Map<string, 'admin' | 'write' | 'read' | 'none'>
  rulesets: { readonly id: number; readonly name: string; readonly [field: string]: unknown }[]
  /** Branches by name, without "refs/heads/". */
  branches: Map<string, string>
  /** Contents by branch and path. */
  files: Map<string, Map<string, string>>
  /** Settings as GitHub answers them, by path below the repository: `actions/permissions/workflow`. */
  settings: Map<string, unknown>
  /** The last number, id and time given out; they only grow. */
  counters: { number: number; id: number; seconds: number }
}

/** The teams of our CODEOWNERS. */
const TEAMS = ['account-leads', 'agency-operations', 'security', 'metagrant-maintainers']

export function makeWorld(owner: string, name: string): World {
  return {
    repository: { owner, name, default_branch: 'main', more: {} },
    pulls: [],
    issues: [],
    comments: [],
    reviews: [],
    activity: [],
    runs: [],
    teams: new Map(TEAMS.map((team) => [`${owner}/${team}`, ['ben', 'olga']])),
    emails: new Map(),
    statuses: [],
    labels: [],
    environments: [],
    permissions: new Map(),
    rulesets: [],
    branches: new Map([['main', '0'.repeat(40)]]),
    files: new Map(),
    settings: new Map(),
    counters: { number: 0, id: 1000, seconds: Date.parse('2026-11-24T12:00:00Z') / 1000 },
  }
}

/** The fake's own time: every write takes a second, so that everything has an order. ISO, UTC, whole seconds. */
export function tick({ counters }: World): string {
  counters.seconds += 1
  return new Date(counters.seconds * 1000).toISOString().replace('.000', '')
}

const NOWHERE = '0'.repeat(40)

/** Keeps a move of a branch, as GitHub does for every one; its type follows from it unless the test names one. */
export function moved(
  world: World,
  {
    branch,
    before = NOWHERE,
    after,
    actor,
    type,
  }: {
    readonly branch: string
    readonly before?: string | undefined
    readonly after: string
    readonly actor: User
    readonly type?: Activity['activity_type']
  },
): void {
  const activity_type = type ?? (before === NOWHERE ? 'branch_creation' : 'push')
  const own = { id: nextId(world), timestamp: tick(world), ref: `refs/heads/${branch}` }
  world.activity.push({ ...own, before, after, actor, activity_type })
}

export function nextId({ counters }: World): number {
  counters.id += 1
  return counters.id
}

export function nextNumber({ counters }: World): number {
  counters.number += 1
  return counters.number
}
