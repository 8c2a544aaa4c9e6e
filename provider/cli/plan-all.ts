import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Plan } from '../plan/plan.ts'
import type { Context } from './context.ts'
import { withEngine } from './engine.ts'
import { readLive } from './live.ts'
import { select, type Choice } from './load.ts'
import { agencyTarget, clientTarget, previewTarget, quietPlan, type Target } from './stacks.ts'

export type TargetPlan = { readonly target: Target; readonly plan: Plan; readonly sound: boolean }

export type Planned = {
  readonly plans: readonly TargetPlan[]
  readonly findings: readonly Finding[]
  readonly inventory: Inventory
}

/**
 * Files -> inventory -> a plan for each chosen stack. With `all`, the engine is started only for the stacks where
 * something differs. A stack whose plan cannot be made is told in the findings and stops no other.
 */
export async function planAll(
  context: Context,
  choice: Choice,
): Promise<Planned | { readonly errors: readonly Finding[] }> {
  const selection = await select(choice, context)
  if (!('model' in selection)) return { errors: selection }
  const place = await withEngine(context)
  if ('code' in place) return { errors: [place] }
  context.output.progress('Reading what is there')
  const inventory = await readLive(selection, context)
  if (!('version' in inventory)) return { errors: inventory }
  const targets = [
    ...(selection.agency ? [agencyTarget(selection.model)] : []),
    ...selection.clients.map((client) => clientTarget(client)),
  ]
  const plans: TargetPlan[] = []
  const findings: Finding[] = [...selection.findings]
  for (const target of targets) {
    context.output.progress(`Planning ${target.name}`)
    const quiet = choice.all && target.inOrder(inventory)
    const {
      plan,
      sound,
      findings: found,
    } = quiet ? quietPlan(target, inventory) : await previewTarget(target, inventory, place)
    findings.push(...found)
    if (plan !== undefined) plans.push({ target, plan, sound })
  }
  return { plans, findings, inventory }
}
