import { AUDIT_FINDINGS } from './codes/audit.ts'
import { DOCTOR_FINDINGS } from './codes/doctor.ts'
import { EDIT_FINDINGS } from './codes/edit.ts'
import { ENGINE_FINDINGS } from './codes/engine.ts'
import { FILE_FINDINGS } from './codes/files.ts'
import { GITHUB_FINDINGS } from './codes/github.ts'
import { GUARD_FINDINGS } from './codes/guard.ts'
import { GRAPH_FINDINGS } from './codes/graph.ts'
import { IMPORT_FINDINGS } from './codes/import.ts'
import { MODEL_FINDINGS } from './codes/model.ts'
import { OFFBOARD_FINDINGS } from './codes/offboard.ts'
import { PLAN_FINDINGS } from './codes/plan.ts'
import { POLICY_OWN_FINDINGS, POLICY_RULE_FINDINGS } from './codes/policy.ts'
import { SCAN_FINDINGS } from './codes/scan.ts'
import { REVIEW_FINDINGS } from './codes/review.ts'
import type { Address, ArgsOf, Finding } from './finding.ts'

/** Every finding code. A test keeps a row for each in docs/findings.md. */
export const CATALOGUE = {
  ...FILE_FINDINGS,
  ...EDIT_FINDINGS,
  ...MODEL_FINDINGS,
  ...GRAPH_FINDINGS,
  ...ENGINE_FINDINGS,
  ...GITHUB_FINDINGS,
  ...PLAN_FINDINGS,
  ...REVIEW_FINDINGS,
  ...IMPORT_FINDINGS,
  ...GUARD_FINDINGS,
  ...SCAN_FINDINGS,
  ...OFFBOARD_FINDINGS,
  ...AUDIT_FINDINGS,
  ...POLICY_RULE_FINDINGS,
  ...POLICY_OWN_FINDINGS,
  ...DOCTOR_FINDINGS,
} as const

export type FindingCode = keyof typeof CATALOGUE

/** Makes a finding of a known code; the compiler requires exactly the arguments that its texts name. */
export function finding<C extends FindingCode>(
  code: C,
  args: ArgsOf<(typeof CATALOGUE)[C]>,
  address?: Address,
): Finding {
  return { code, severity: CATALOGUE[code].severity, args, ...(address === undefined ? {} : { address }) }
}
