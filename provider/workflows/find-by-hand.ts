import { finding } from '../findings/catalogue.ts'
import type { GitHub } from '../github/connect.ts'
import { isGone } from '../github/github-error.ts'
import { overridesInMessages } from '../github/overrides.ts'
import type { Approved } from './find-approved.ts'

/** The inputs of a workflow started by hand. */
export type ByHand = {
  readonly client: string
  readonly plan: string
  /** Overrides of the guard, one per line, written like commit trailers. */
  readonly allow: string
}

/**
 * Finds the approval for a manual apply of one plan, which finishes what a merge could not. The approval is the
 * environment's, so it is refused unless the environment asks somebody other than who started it.
 * Source: GitHub REST docs, "Get an environment": `required_reviewers`, `prevent_self_review` (FACT).
 */
export async function findByHand(github: GitHub, { client, plan, allow }: ByHand): Promise<Approved> {
  const current = await objectionTo(github, client)
  const refusals = current === undefined ? [] : [finding('ENVIRONMENT_UNGUARDED', { client, current })]
  return {
    approved: refusals.length === 0 ? [{ stack: client, digest: plan }] : [],
    refusals,
    pull: undefined,
    overrides: overridesInMessages([allow]),
  }
}

async function objectionTo({ rest, repo }: GitHub, environment_name: string): Promise<string | undefined> {
  try {
    const { data } = await rest.repos.getEnvironment({ ...repo, environment_name })
    const rule = data.protection_rules?.find(({ type }) => type === 'required_reviewers')
    if (rule === undefined || !('reviewers' in rule) || rule.reviewers?.length === 0)
      return 'it has no required reviewers'
    return rule.prevent_self_review === true ? undefined : 'the person who starts a run may approve it'
  } catch (error) {
    if (!isGone(error)) throw error
    return 'the environment does not exist'
  }
}
