import { DAY } from '../model/days.ts'
import { momentOf, type RunContext } from '../runs/wiring/context.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { putComment } from '../github/comments.ts'
import type { GitHub } from '../github/connect.ts'
import { BREAK_GLASS_BRANCH, recordIn, type BreakGlass } from './break-glass-record.ts'
import { withException } from './with-exception.ts'

/** Days for which break-glass pull requests are read after their creation: long past any end. */
const DAYS = 7

const MARKER = '<!-- metagrant:break-glass-ended -->'

/** A follow-up pull request past its end. */
export type BreakGlassEnd = {
  readonly number: number
  readonly isOpen: boolean
  readonly isMerged: boolean
  /** Logins of whom it is assigned to. */
  readonly askedBy: readonly string[]
  readonly record: BreakGlass
}

/** Break-glass access whose end has passed, and why some of it could not be read. */
export type BreakGlassOver = {
  readonly over: readonly BreakGlassEnd[]
  readonly findings: readonly Finding[]
}

/**
 * Finds the break-glass access that is over, by the branches of the follow-up pull requests, merged and closed ones
 * too. Each becomes an ended exception in the files of this checkout, so `expire` revokes it like any other. It is
 * revoked again on each run for days, so no edit, close or merge at GitHub prolongs it: whoever may write may also edit
 * comments. Source: GitHub docs, "Moderating comments and conversations" (FACT).
 */
export async function findOver(context: RunContext, github: GitHub): Promise<BreakGlassOver> {
  const over: BreakGlassEnd[] = []
  const findings: Finding[] = []
  for (const pull of await recentPulls(context, github)) {
    const record = recordIn(pull.head.ref, pull.created_at)
    if (record === undefined) {
      findings.push(finding('BREAK_GLASS_UNREADABLE', { pull: pull.number }))
      continue
    }
    if (momentOf(context) < record.until) continue
    const asked = { reason: `Break-glass, pull request ${pull.number}`, ticket: `#${pull.number}` }
    const written = await withException(context, record, asked)
    if (!('findings' in written))
      over.push({
        number: pull.number,
        isOpen: pull.state === 'open',
        isMerged: pull.merged_at !== null,
        askedBy: pull.assignees?.map(({ login }) => login) ?? [],
        record,
      })
    // After the end, the files may drop the client or the asset; that is no error once the end was reported.
    else if (!(await isTold(github, pull.number))) findings.push(...written.findings)
  }
  return { over, findings }
}

/** Comments once on the pull request that its access has ended, and closes it. */
export async function tellOver(
  github: GitHub,
  { number, isOpen, record }: BreakGlassEnd,
  runUrl: string,
): Promise<void> {
  if (await isTold(github, number)) return
  const words = `Revoked: nothing of the access until ${record.until} is left at Meta.`
  await putComment(github, number, MARKER, `${MARKER}\n${words}\n\n${runUrl}`)
  if (isOpen) await github.rest.pulls.update({ ...github.repo, pull_number: number, state: 'closed' })
}

/** Opens a record again that somebody closed before its access was seen to be over, so that each run looks. */
export async function keepOpen(github: GitHub, { number, isOpen, isMerged }: BreakGlassEnd): Promise<void> {
  if (isOpen || isMerged || (await isTold(github, number))) return
  await github.rest.pulls.update({ ...github.repo, pull_number: number, state: 'open' })
}

/** Those of the last days in any state, and the open ones of any age: what stands is looked at until it is over. */
async function recentPulls({ now }: RunContext, { rest, paginate, repo }: GitHub) {
  const since = now().getTime() - DAYS * DAY
  const asked = { ...repo, state: 'all', sort: 'created', direction: 'desc', per_page: 100 } as const
  const recent = await paginate(rest.pulls.list, asked, ({ data }, done) => {
    if (data.some(({ created_at: at }) => Date.parse(at) < since)) done()
    return data.filter(({ created_at: at }) => Date.parse(at) >= since)
  })
  const open = await paginate(rest.pulls.list, { ...repo, state: 'open', per_page: 100 })
  const all = [...new Map([...open, ...recent].map((pull) => [pull.number, pull])).values()]
  return all.filter(({ head, user }) => head.ref.startsWith(BREAK_GLASS_BRANCH) && user?.type === 'Bot')
}

async function isTold({ rest, paginate, repo }: GitHub, number: number): Promise<boolean> {
  const comments = await paginate(rest.issues.listComments, { ...repo, issue_number: number, per_page: 100 })
  return comments.some(({ body, user }) => user?.type === 'Bot' && body?.startsWith(MARKER) === true)
}
