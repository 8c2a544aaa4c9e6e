import type { GitHub } from './connect.ts'

/**
 * Most characters of a status's description; GitHub refuses more. Source: GitHub REST docs, "Commit statuses" (FACT).
 */
const MOST_DESCRIPTION = 140

export type Status = {
  readonly context: string
  readonly state: 'success' | 'failure' | 'error' | 'pending'
  readonly description: string
}

/** A status of a commit, with its author and time (UTC, ISO). Statuses can be added, but not edited. */
export type WrittenStatus = Status & { readonly by: string; readonly at: string }

/** Writes a status to a commit. A repeated write is harmless: the newest status counts. */
export async function setStatus(
  { rest, repo }: GitHub,
  sha: string,
  { context, state, description }: Status,
  url?: string,
): Promise<void> {
  await rest.repos.createCommitStatus({
    ...repo,
    sha,
    context,
    state,
    description: description.slice(0, MOST_DESCRIPTION),
    ...(url === undefined ? {} : { target_url: url }),
  })
}

/** Every status of a commit, newest first, replaced ones included. */
export async function statusesOf({ rest, paginate, repo }: GitHub, sha: string): Promise<WrittenStatus[]> {
  const all = await paginate(rest.repos.listCommitStatusesForRef, { ...repo, ref: sha, per_page: 100 })
  return all.map(({ context, state, description, creator, created_at: at }) => ({
    context,
    state: state as Status['state'],
    description: description ?? '',
    by: creator?.login ?? '',
    at,
  }))
}
