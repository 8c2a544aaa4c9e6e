import { readFile } from 'node:fs/promises'
import { findApproved, type Approved } from '../../../provider/workflows/find-approved.ts'
import { clientOf } from '../../support/github/client.ts'
import { ACTIONS_BOT, merge, openPull, type NewPull } from '../../support/github/people.ts'
import { startGitHub, TEAMS_TOKEN, type FakeGitHub } from '../../support/github/server.ts'
import { tick, type Pull } from '../../support/github/world.ts'
import { makeRepository, type Repository } from '../../support/workflows/repository.ts'

export const DIGEST = 'd'.repeat(64)
export const ACME = 'access/clients/acme.yaml'

/** A pull request with a plan that was shown, ready for reviews and attacks, and the merge of it. */
export type Proposed = AsyncDisposable & {
  readonly github: FakeGitHub
  readonly repository: Repository
  readonly pull: Pull
  /** Shows a plan of clients at the head as it is now. */
  readonly show: (digest?: string, clients?: readonly string[]) => void
  /** Merges it at GitHub and answers with what "apply" finds. */
  readonly merged: () => Promise<Approved>
  /** Runs the search for the same merge again. */
  readonly again: () => Promise<Approved>
}

type Proposal = Omit<Partial<NewPull>, 'files'> & {
  readonly changes?: Readonly<Record<string, string>>
  /** The edit of acme; without its analyst by default. */
  readonly edit?: (text: string) => string
  readonly rules?: string
}

function withoutAnalyst(text: string): string {
  return text.replace(/analyst: \[.*\]/, 'analyst: []')
}

/** Proposes a change of acme; `changes` adds more files, `ref` names the branch, `rules` is CODEOWNERS on main. */
export async function propose(proposal: Proposal = {}): Promise<Proposed> {
  const { changes = {}, edit = withoutAnalyst, ref = 'change', rules, ...more } = proposal
  const github = await startGitHub()
  const repository = await makeRepository()
  if (rules !== undefined) await repository.commit({ '.github/CODEOWNERS': rules })
  const before = repository.head()
  github.world.branches.set('main', before)
  repository.branch(ref)
  const text = await readFile(`${repository.root}/${ACME}`, 'utf8')
  const head = await repository.commit({ [ACME]: edit(text), ...changes })
  const pull = openPull(github.world, { head, base: before, ref, ...more })
  const show = (digest = DIGEST, clients: readonly string[] = ['acme']): void => {
    const own = { sha: pull.head.sha, state: 'success', target_url: null, creator: ACTIONS_BOT }
    for (const context of [...clients.map((client) => `metagrant/plan/${client}`), 'metagrant/plan'])
      github.world.statuses.push({
        ...own,
        context,
        description: `${digest} 4 changes`,
        created_at: tick(github.world),
      })
  }
  show()
  const find = (after: string): Promise<Approved> =>
    findApproved(contextOf(repository, github), clientOf(github).client, before, after)
  return {
    github,
    repository,
    pull,
    show,
    merged: async () => {
      if (pull.merged_at === null) merge(github.world, pull, repository.merge(ref))
      return find(repository.head())
    },
    again: () => find(repository.head()),
    [Symbol.asyncDispose]: async () => {
      await github[Symbol.asyncDispose]()
      await repository[Symbol.asyncDispose]()
    },
  }
}

export function contextOf({ root }: Repository, { url }: FakeGitHub): Parameters<typeof findApproved>[0] {
  const env = { METAGRANT_TEAMS_TOKEN: TEAMS_TOKEN, GITHUB_API_URL: url, GITHUB_REPOSITORY: 'acme/access' }
  return { root, env, progress: () => undefined, now: () => new Date('2026-11-24T12:00:00Z') }
}

export function codesIn({ refusals }: Pick<Approved, 'refusals'>): string[] {
  return refusals.map(({ code }) => code)
}
