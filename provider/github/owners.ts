import { ownersOf, type OwnerRule } from './codeowners.ts'
import type { GitHub } from './connect.ts'
import { GitHubError, isGone } from './github-error.ts'

/**
 * A changed file and who owns it: `by` says of each approver (login in lower case) whether they are one of its owners;
 * undefined where GitHub does not show that. Without `owners` anybody's approval counts for it.
 */
export type OwnedFile = {
  readonly path: string
  readonly owners: readonly string[] | undefined
  readonly by: ReadonlyMap<string, boolean | undefined>
}

/**
 * Tells for each file which of the approvers own it. Teams and addresses are asked about once each. `teams` is the
 * client that may see the members of the organisation's teams: a job's own token may not. Sources: GitHub REST docs,
 * "Get team membership for a user", "Get a user" (FACT): only a public address shows.
 */
export async function ownedFiles(
  teams: GitHub,
  rules: readonly OwnerRule[],
  paths: readonly string[],
  logins: readonly string[],
): Promise<OwnedFile[]> {
  const asked = new Map<string, Promise<boolean | undefined>>()
  const isOne = (owner: string, login: string): Promise<boolean | undefined> => {
    const key = `${owner} ${login}`
    const answer = asked.get(key) ?? answers(teams, owner, login)
    asked.set(key, answer)
    return answer
  }
  const files: OwnedFile[] = []
  for (const path of paths) {
    const owners = ownersOf(rules, path)
    const by = new Map<string, boolean | undefined>()
    for (const login of owners === undefined ? [] : logins) {
      const found: (boolean | undefined)[] = []
      for (const owner of owners ?? []) found.push(await isOne(owner.toLowerCase(), login))
      by.set(login.toLowerCase(), found.includes(true) ? true : found.includes(undefined) ? undefined : false)
    }
    files.push({ path, owners, by })
  }
  return files
}

async function answers({ rest }: GitHub, owner: string, login: string): Promise<boolean | undefined> {
  const [org = '', team] = owner.replace(/^@/, '').split('/')
  try {
    if (!owner.startsWith('@')) {
      const { data } = await rest.users.getByUsername({ username: login })
      return data.email === null || data.email === undefined ? undefined : data.email.toLowerCase() === owner
    }
    if (team === undefined) return org === login.toLowerCase()
    const asked = { org, team_slug: team, username: login }
    return (await rest.teams.getMembershipForUserInOrg(asked)).data.state === 'active'
  } catch (error) {
    if (isGone(error)) return false
    if (error instanceof GitHubError && error.kind === 'refused') return undefined
    throw error
  }
}
