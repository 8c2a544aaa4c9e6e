import type { RuleId } from '../findings/codes/policy.ts'
import type { LevelByKind } from './levels.ts'
import type { Placed } from './place.ts'
import type { Limits } from './policy-limits.ts'
import type { BusinessRole } from './written/agency.ts'
import type { DUTIES, Enforcement, NAMED } from './written/policy.ts'

type Duty = (typeof DUTIES)[number]
export type Named = (typeof NAMED)[number]

/** The most that a function may give. */
export type Ceiling = { readonly businessRoles: readonly BusinessRole[]; readonly levels: LevelByKind }

/** The policy of access/policy.yaml, with defaults filled in. */
export type Policy = Partial<Placed> & {
  readonly severity: Readonly<Record<RuleId, Enforcement>>
  readonly limits: Limits
  readonly duties: Readonly<Record<Duty, readonly string[]>>
  readonly table: ReadonlyMap<string, Ceiling>
  readonly sharedMailboxes: readonly string[]
  /** Regular expressions. */
  readonly naming: Readonly<Record<Named, string>>
}
