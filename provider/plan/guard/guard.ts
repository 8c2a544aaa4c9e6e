import type { Finding } from '../../findings/finding.ts'
import { clientsStayFew } from './breadth.ts'
import { grantsGoToMembers, onlyOursIsTouched, ourTokenKeepsItsAccess } from './foreign.ts'
import type { GuardInput, GuardRule } from './guard-input.ts'
import type { Overrides } from './limits.ts'
import { adminsStay, assetsKeepSomebody, teamsAreNotReplaced } from './lock-out.ts'
import { movedAssetsKeepTheirAccess } from './moved.ts'
import { adminsAreNamed, raisesStayFew } from './raises.ts'
import { removalsStayFew } from './removals.ts'

const RULES: readonly GuardRule[] = [
  onlyOursIsTouched,
  ourTokenKeepsItsAccess,
  grantsGoToMembers,
  adminsAreNamed,
  raisesStayFew,
  removalsStayFew,
  adminsStay,
  assetsKeepSomebody,
  teamsAreNotReplaced,
  movedAssetsKeepTheirAccess,
]

/** Why a plan must not be applied; empty when it passes. */
export function guardPlan(plan: GuardInput, overrides: Overrides = {}): Finding[] {
  return RULES.flatMap((rule) => rule(plan, overrides))
}

/** The same for all stacks of one run together. */
export function guardRun(plans: readonly GuardInput[], overrides: Overrides = {}): Finding[] {
  return clientsStayFew(plans, overrides)
}
