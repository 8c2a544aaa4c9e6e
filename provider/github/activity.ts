import type { GitHub } from './connect.ts'
import { isUnshown } from './github-error.ts'

/**
 * One move of a branch, and the account that made it; a deleted account has no login. Only GitHub writes these, so they
 * say who pushed: a commit's author is text that whoever commits may choose.
 */
export type Push = {
  readonly by: string
  readonly isBot: boolean
  readonly type: string
  readonly before: string
  readonly after: string
  /** UTC, ISO. */
  readonly at: string
}

/** What GitHub does not show, and why: it proves nothing, so nobody's approval counts on it. */
export type NotShown = { readonly unknown: string }

/** The moves that GitHub itself makes of a merge: they bring nothing that the reviewed head does not hold. */
const MERGES: readonly string[] = ['pr_merge', 'merge_queue_merge']

/**
 * Everybody who ever moved a branch until it stood at `head`, newest first, those before a deletion of the branch too.
 * Unknown unless the moves lead from the head back to the branch's creation without a gap. Source: GitHub REST docs,
 * "List repository activities" (FACT); that the `after` of each is the `before` of the next (INFERENCE).
 */
export async function pushesUpTo(
  github: GitHub,
  branch: string,
  head: string,
): Promise<readonly Push[] | NotShown> {
  const all = await activityOf(github, branch)
  if ('unknown' in all) return all
  const start = all.findIndex(({ after }) => after === head)
  if (start === -1) return { unknown: `GitHub shows no push of ${head.slice(0, 12)} to "${branch}"` }
  const pushes = all.slice(start)
  const created = pushes.findIndex(({ type }) => type === 'branch_creation')
  const own = pushes.slice(0, created + 1)
  const isWhole = own.every(({ before }, at) => at === created || before === own[at + 1]?.after)
  if (created === -1 || !isWhole) return { unknown: `GitHub shows only a part of the pushes to "${branch}"` }
  if (pushes.some(({ by }) => by === '')) return { unknown: `an account that pushed to "${branch}" is gone` }
  return pushes
}

/** Whoever put a commit onto a branch past a merge of GitHub's own; undefined where GitHub merged it. */
export async function pushedPastMerge(
  github: GitHub,
  branch: string,
  commit: string,
): Promise<Push | undefined | NotShown> {
  const all = await activityOf(github, branch, ({ after }) => after === commit)
  if ('unknown' in all) return all
  const push = all.find(({ after }) => after === commit)
  if (push === undefined)
    return { unknown: `GitHub does not show who put ${commit.slice(0, 12)} onto "${branch}"` }
  if (MERGES.includes(push.type)) return undefined
  return push.by === '' ? { unknown: `the account that pushed to "${branch}" is gone` } : push
}

/** The moves of a branch, newest first, up to the page that holds the `last` one; all pages without it. */
async function activityOf(
  { rest, paginate, repo }: GitHub,
  branch: string,
  last: (push: Push) => boolean = () => false,
): Promise<readonly Push[] | NotShown> {
  const ref = `refs/heads/${branch}`
  try {
    const asked = { ...repo, ref, direction: 'desc', per_page: 100 } as const
    return await paginate(rest.repos.listActivities, asked, ({ data }, done) => {
      const pushes = data
        .filter((one) => one.ref === ref)
        .map(({ actor, activity_type: type, before, after, timestamp: at }) => ({
          by: actor?.login ?? '',
          isBot: actor?.type === 'Bot',
          type,
          before,
          after,
          at,
        }))
      if (pushes.some(last)) done()
      return pushes
    })
  } catch (error) {
    // A failure that may pass ends the run: the next one asks again.
    if (!isUnshown(error)) throw error
    return { unknown: `GitHub does not show who pushed to "${branch}" (${error.facts.status})` }
  }
}
