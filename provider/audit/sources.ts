import type { Applied, Act } from './entry.ts'

/** A commit of the main line that touches what a client's access is made of. Times are ISO 8601, UTC. */
export type FileChange = {
  readonly commit: string
  /** The commit before it on the main line; undefined for the first, and where a shallow clone begins. */
  readonly parent: string | undefined
  readonly subject: string
  readonly body: string
  /** Who wrote it: of a merge, who wrote what it brought. */
  readonly author: Act
  /** Who put it on the main line. */
  readonly committer: Act
}

/** An update of a stack, with the commit that the engine found the repository at. */
export type StackUpdate = Applied & {
  readonly commit: string | null
  /** Whether it did a part of a plan alone, such as ending what is past its date: it puts no change of the files into effect. */
  readonly part: boolean
}

/** What GitHub knows of the pull request that brought a commit to the main line. */
export type PullFacts = {
  readonly number: number
  readonly url: string
  readonly title: string
  /** The description, where reason and ticket are asked for. */
  readonly body: string
  readonly asked: Act
  readonly merged: Act | null
  /** Reviews of others that approve what was merged; an empty list is nobody. */
  readonly approved: readonly Act[]
}

/** All that an audit asks of GitHub: one pull request by a commit. Undefined for a commit that none brought. */
export type PullReader = (commit: string) => Promise<PullFacts | undefined>
