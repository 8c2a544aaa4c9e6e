import type { Plan } from '../plan/plan.ts'
import { countWords } from '../plan/words.ts'
import type { Status } from './statuses.ts'

// What a plan leaves at a commit. The head of a pull request gets one status for the whole, which a ruleset can require, and
// one for each stack: "metagrant/plan/acme" with the whole digest first. A stack has its own, so that one client whose
// world moved stops no other. The commit on main gets "metagrant/apply/acme" in the same form.

/** The status of the whole preview: the one to require. */
export const PLAN_CONTEXT = 'metagrant/plan'
export const APPLY_CONTEXT = 'metagrant/apply'

const WITH_DIGEST = /^([0-9a-f]{64}) /

export function contextOf(context: string, stack: string): string {
  return `${context}/${stack}`
}

/** The stack that a status is about, or undefined when it is none of ours or about the whole. */
export function stackIn(context: string, status: Pick<Status, 'context'>): string | undefined {
  return status.context.startsWith(`${context}/`) ? status.context.slice(context.length + 1) : undefined
}

/** `passes`: nothing refuses the plan, and the comment shows all that must be seen. */
export function planStatus({ stack, digest, changes }: Plan, passes: boolean): Status {
  return {
    context: contextOf(PLAN_CONTEXT, stack),
    state: passes ? 'success' : 'failure',
    description: `${digest} ${passes ? countWords(changes) : 'refused'}`,
  }
}

/** The digest that a status names, if it is one of a plan that passed. */
export function digestIn({ state, description }: Pick<Status, 'state' | 'description'>): string | undefined {
  return state === 'success' ? WITH_DIGEST.exec(description)?.[1] : undefined
}
