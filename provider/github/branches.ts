import { isGone } from './github-error.ts'
import type { GitHub } from './connect.ts'

/** Texts by path on top of a commit; without `parent` they start a new history. */
export type NewCommit = {
  readonly parent: string | undefined
  readonly files: ReadonlyMap<string, string>
  readonly message: string
  /** Who asked for it; without an author GitHub names the holder of the token. */
  readonly author?: Asker | undefined
}

/** A GitHub account: its login and number. */
export type Asker = { readonly login: string; readonly id: string }

export async function defaultBranch({ rest, repo }: GitHub): Promise<string> {
  return (await rest.repos.get(repo)).data.default_branch
}

/** The head commit of a branch; undefined when there is no such branch. */
export async function headOf({ rest, repo }: GitHub, branch: string): Promise<string | undefined> {
  try {
    return (await rest.git.getRef({ ...repo, ref: `heads/${branch}` })).data.object.sha
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** The id of a commit's tree. */
async function treeOf({ rest, repo }: GitHub, commit: string): Promise<string> {
  return (await rest.git.getCommit({ ...repo, commit_sha: commit })).data.tree.sha
}

/** Makes a commit on no branch and returns its id. Source: GitHub REST docs, "Git database" (FACT). */
export async function makeCommit(
  github: GitHub,
  { parent, files, message, author }: NewCommit,
): Promise<string> {
  const { rest, repo } = github
  const base = parent === undefined ? {} : { base_tree: await treeOf(github, parent) }
  const { data: tree } = await rest.git.createTree({
    ...repo,
    ...base,
    tree: [...files].map(([path, content]) => ({ path, content, mode: '100644', type: 'blob' })),
  })
  const parents = parent === undefined ? [] : [parent]
  const { data: commit } = await rest.git.createCommit({
    ...repo,
    message,
    tree: tree.sha,
    parents,
    ...(author === undefined ? {} : { author: gitAuthor(author) }),
  })
  return commit.sha
}

/**
 * GitHub links commits to an account by this address. Source: GitHub docs, "Setting your commit email address" (FACT).
 */
function gitAuthor({ login, id }: Asker): { readonly name: string; readonly email: string } {
  return { name: login, email: `${id}+${login}@users.noreply.github.com` }
}

/**
 * A reader of the bytes for each file in the top folder of a commit. Source: GitHub REST docs, "Git database": a blob
 * is read up to 100 MB, of which "contents" shows 1 MB only (FACT).
 */
export async function blobsAt(
  github: GitHub,
  commit: string,
): Promise<ReadonlyMap<string, () => Promise<Buffer>>> {
  const { rest, repo } = github
  const { data } = await rest.git.getTree({ ...repo, tree_sha: await treeOf(github, commit) })
  return new Map(
    data.tree
      .filter(({ type }) => type === 'blob')
      .map(({ path, sha }) => [
        path,
        async () => {
          const { data: blob } = await rest.git.getBlob({ ...repo, file_sha: sha })
          return Buffer.from(blob.content, 'base64')
        },
      ]),
  )
}
