import type { Applied, Act } from './entry.ts'

/** A commit of the main line that touches a client's access files. Times are ISO 8601, UTC. */
export type FileChange = {
  readonly commit: string
  /** The commit before it on the main line; undefined for the first, and where a shallow clone begins. */
  readonly parent: string | undefined
  readonly subject: string
  readonly body: string
  /** Who wrote it; for a merge, who wrote the merged commit. */
  readonly author: Act
  /** Who put it on the main line. */
  readonly committer: Act
}

/** An update of a stack, with the commit at which the engine found the repository. */
export type StackUpdate = Applied & {
  readonly commit: string | null
  /** Whether it applied only part of a plan, such as ended access; it then applies no change of the files. */
  readonly part: boolean
  /** Whether it only ended the records of assets that another stack has taken over; absent if not. */
  readonly handsOver?: true
}

/** What GitHub knows of the pull request that brought a commit to the main line. */
export type PullFacts = {
  readonly number: number
  readonly url: string
  readonly title: string
  /** The description, which asks for reason and ticket. */
  readonly body: string
  readonly asked: Act
  readonly merged: Act | null
  /** Reviews of others that approve the merged commit; empty when nobody approved. */
  readonly approved: readonly Act[]
}

/** Reads the pull request of a commit; undefined when none brought it. */
export type PullReader = (commit: string) => Promise<PullFacts | undefined>
