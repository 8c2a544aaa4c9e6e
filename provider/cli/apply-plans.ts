import { messageOf } from '../engine/history.ts'
import type { Place } from '../engine/workspace.ts'
import type { Finding } from '../findings/finding.ts'
import type { Subject } from '../plan/change.ts'
import type { Plan } from '../plan/plan.ts'
import type { Failure } from '../resources/failure.ts'
import type { Context } from './context.ts'
import { endClient } from './end-client.ts'
import type { Planned, TargetPlan } from './plan-all.ts'
import { applyTarget, type Applied } from './stacks.ts'

/** What became of one stack. */
export type AppliedStack = {
  readonly stack: string
  readonly applied: boolean
  readonly digest: string
  readonly changes: number
  readonly waiting: number
}

/** Makes every plan so that may be, stack by stack in their order; one that fails stops no other. */
export async function applyPlans(
  { plans, model, place }: Planned,
  context: Context,
): Promise<{ readonly results: readonly AppliedStack[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = []
  const results: AppliedStack[] = []
  for (const one of plans.filter(({ applicable }) => applicable)) {
    const { target, plan } = one
    context.output.progress(`Applying ${target.name}`)
    const { done, failures, findings: found } = await applyOne(one, model, context, place)
    findings.push(...found, ...failures.map((failure) => withPlace(failure, plan)))
    results.push({
      stack: target.name,
      applied: done,
      digest: plan.digest,
      changes: plan.changes.length,
      waiting: plan.waiting.length,
    })
  }
  return { results, findings }
}

function applyOne(
  one: TargetPlan,
  model: Planned['model'],
  context: Context,
  place: Place,
): Promise<Applied> | Applied {
  const { target, plan, inventory, over } = one
  if (target.ends !== undefined && !over) return endClient(one, model, context, place)
  const needed = plan.changes.length > 0 || plan.recorded > 0
  return needed
    ? applyTarget(target, inventory, place, messageOf(plan.digest))
    : { done: true, failures: [], findings: [] }
}

/** The provider knows what failed but not the line that asks for it; the plan does. */
export function withPlace({ finding: found, asset, subject }: Failure, { changes }: Plan): Finding {
  const change = changes.find((one) => one.asset.id === asset && isSame(one.subject, subject))
  return change?.at === undefined ? found : { ...found, address: change.at }
}

function isSame(a: Subject, b: Subject): boolean {
  return 'partner' in a ? 'partner' in b : 'principal' in b && a.principal === b.principal
}
