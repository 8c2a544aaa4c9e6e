import { bytesAt } from '../files/git.ts'
import { CODEOWNERS_PATHS, MOST_BYTES, readOwnerRules, type OwnerRule } from '../github/codeowners.ts'
import { connectGitHub, type GitHub } from '../github/connect.ts'

/** The rules of CODEOWNERS at a commit; undefined where it has none that GitHub reads. */
export async function ownerRulesAt(root: string, commit: string): Promise<readonly OwnerRule[] | undefined> {
  for (const path of CODEOWNERS_PATHS) {
    const bytes = await bytesAt(root, commit, path)
    if (bytes === undefined) continue
    return bytes.length > MOST_BYTES ? undefined : readOwnerRules(bytes.toString())
  }
  return undefined
}

/**
 * A client that may see the members of teams; undefined without such a token. A job's own token is of one repository.
 * Source: GitHub docs, "Automatic token authentication", permissions (FACT): none of them is of an organisation.
 */
export function teamsClient(env: NodeJS.ProcessEnv): GitHub | undefined {
  const token = env['METAGRANT_TEAMS_TOKEN'] ?? ''
  return token === '' ? undefined : connectGitHub({ ...env, GITHUB_TOKEN: token })
}
