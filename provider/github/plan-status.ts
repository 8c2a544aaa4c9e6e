import type { Plan } from '../plan/plan.ts'
import { planWords } from '../plan/words.ts'
import type { Status } from './statuses.ts'

// Statuses that a plan leaves at a commit. The head of a pull request gets one for the whole preview, which a ruleset
// can require, and one for each stack: "metagrant/plan/acme" with the whole digest first. So a client whose plan
// changed stops no other. The commit on main gets "metagrant/apply/acme" in the same form.

/** The status of the whole preview: the one to require. */
export const PLAN_CONTEXT = 'metagrant/plan'
export const APPLY_CONTEXT = 'metagrant/apply'

const WITH_DIGEST = /^([0-9a-f]{64}) /

export function contextOf(context: string, stack: string): string {
  return `${context}/${stack}`
}

/** The stack that a status is about; undefined for the whole preview and for statuses of others. */
export function stackIn(context: string, status: Pick<Status, 'context'>): string | undefined {
  return status.context.startsWith(`${context}/`) ? status.context.slice(context.length + 1) : undefined
}

/** `passes`: nothing refuses the plan, and the comment shows it completely. */
export function planStatus(plan: Plan, passes: boolean): Status {
  const { stack, digest } = plan
  return {
    context: contextOf(PLAN_CONTEXT, stack),
    state: passes ? 'success' : 'failure',
    description: `${digest} ${passes ? planWords([plan]) : 'refused'}`,
  }
}

/** The digest in a status, if its plan passed. */
export function digestIn({ state, description }: Pick<Status, 'state' | 'description'>): string | undefined {
  return state === 'success' ? WITH_DIGEST.exec(description)?.[1] : undefined
}
