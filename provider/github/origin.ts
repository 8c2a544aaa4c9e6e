import { pushesUpTo, type Push } from './activity.ts'
import type { GitHub } from './connect.ts'
import { makerOf } from './makers.ts'

/**
 * Where a pull request comes from: whose approval of it counts for nothing (logins in lower case), and how many others
 * must approve. `unknown` says what GitHub does not show; then no approval is enough.
 */
export type Origin = {
  readonly excluded: ReadonlySet<string>
  readonly people: 1 | 2
  readonly unknown?: string
}

type Account = { readonly login: string; readonly type?: string } | null | undefined

/** The part of GitHub's pull request that its origin depends on. */
export type PullOf = {
  readonly user: Account
  readonly head: {
    readonly ref: string
    readonly sha: string
    readonly repo: { readonly full_name: string } | null
  }
  readonly base: {
    readonly ref: string
    readonly repo: { readonly full_name: string; readonly default_branch: string }
  }
}

type CommitOf = { readonly author?: object | null; readonly committer?: object | null }

/** A pull request lists no more commits. Source: GitHub REST docs, "List commits on a pull request" (FACT). */
const MOST_COMMITS = 250

/**
 * Excludes whoever opened it, pushed to its branch, or started a run that pushed to it. What commits say of themselves
 * excludes too, but clears nobody. A bot excludes no person: what a bot authored or pushed takes two people, unless a
 * workflow file of the default branch made it.
 */
export async function originOf(github: GitHub, pull: PullOf, commits: readonly CommitOf[]): Promise<Origin> {
  const written = [pull.user, ...commits.flatMap(({ author, committer }) => [author, committer])]
  const byBot = pull.user?.type === 'Bot'
  const origin: Origin = {
    excluded: new Set(written.flatMap((account) => loginIn(account) ?? [])),
    people: byBot ? 2 : 1,
  }
  if (pull.head.repo?.full_name !== pull.base.repo.full_name)
    return { ...origin, unknown: 'it comes from another repository, whose pushes GitHub does not show' }
  if (commits.length >= MOST_COMMITS)
    return { ...origin, unknown: `it has ${MOST_COMMITS} commits or more, of which GitHub shows no more` }
  const pushes = await pushesUpTo(github, pull.head.ref, pull.head.sha)
  if ('unknown' in pushes) return { ...origin, unknown: pushes.unknown }
  return withPushes(github, origin, pushes, pull.base.repo.default_branch, byBot)
}

async function withPushes(
  github: GitHub,
  origin: Origin,
  pushes: readonly Push[],
  main: string,
  byBot: boolean,
): Promise<Origin> {
  const excluded = new Set([...origin.excluded, ...pushes.map(({ by }) => by.toLowerCase())])
  const proven = new Set<Push>()
  const fromBots = pushes.filter(({ isBot, type }) => isBot && type !== 'branch_deletion')
  for (const push of fromBots) {
    const maker = await makerOf(github, push, main)
    if ('unknown' in maker) return { ...origin, excluded, unknown: maker.unknown }
    if (maker.proven) proven.add(push)
    for (const login of maker.askedBy) excluded.add(login.toLowerCase())
  }
  const [head] = pushes
  const isMadeByMain = head !== undefined && proven.has(head)
  const isEnough = proven.size === fromBots.length && (!byBot || isMadeByMain)
  return { excluded, people: isEnough ? 1 : 2 }
}

/** GitHub answers `{}` for an account that it does not know. */
function loginIn(account: object | null | undefined): string | undefined {
  const login = account !== null && account !== undefined && 'login' in account ? account.login : undefined
  return typeof login === 'string' ? login.toLowerCase() : undefined
}
