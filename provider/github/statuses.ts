import type { GitHub } from './connect.ts'

/** Characters of a status's description; GitHub refuses more. Source: GitHub REST docs, "Commit statuses" (FACT). */
const MOST_DESCRIPTION = 140

export type Status = {
  readonly context: string
  readonly state: 'success' | 'failure' | 'error' | 'pending'
  readonly description: string
}

/** A status as it stands at a commit: who wrote it, and when (UTC, ISO). They can be added to, but not edited. */
export type WrittenStatus = Status & { readonly by: string; readonly at: string }

/** Writes a status to a commit. Sent twice it says the same twice, so a lost answer is no trouble: the newest counts. */
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

/** Every status of a commit, newest first, also those that later ones replaced. */
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
