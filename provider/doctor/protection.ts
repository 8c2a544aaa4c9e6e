import { finding, type FindingCode } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { rowOf, type DoctorRow } from './row.ts'
import { notSeen, seen, type Seen } from '../github/seen.ts'
import type { Protection, ProtectionSource, Settings } from '../github/repository-settings.ts'

const TOPIC = 'Branch'

/** A required protection of the applied branch; one source that demands it is enough. */
type Demand = {
  readonly check: string
  readonly code: Extract<FindingCode, `BRANCH_${string}`>
  readonly holds: (source: ProtectionSource) => boolean
}

const DEMANDS = [
  {
    check: 'changes come by pull request',
    code: 'BRANCH_OPEN',
    holds: ({ pullRequest }) => pullRequest !== undefined,
  },
  {
    check: 'somebody approves',
    code: 'BRANCH_WITHOUT_APPROVAL',
    holds: ({ pullRequest }) => (pullRequest?.approvals ?? 0) >= 1,
  },
  {
    check: 'a new commit asks for a new approval',
    code: 'BRANCH_KEEPS_STALE_APPROVALS',
    holds: ({ pullRequest }) => pullRequest?.dismissesStale === true,
  },
  {
    check: 'nobody approves their own push',
    code: 'BRANCH_PUSHER_APPROVES',
    holds: ({ pullRequest }) => pullRequest?.lastPush === true,
  },
  {
    check: 'code owners approve',
    code: 'BRANCH_WITHOUT_CODE_OWNERS',
    holds: ({ pullRequest }) => pullRequest?.codeOwners === true,
  },
  { check: 'no force push', code: 'BRANCH_FORCE_PUSH', holds: ({ keepsHistory }) => keepsHistory },
  { check: 'no deletion', code: 'BRANCH_DELETABLE', holds: ({ keepsBranch }) => keepsBranch },
] as const satisfies readonly Demand[]

/** Demands that protect existing commits. */
const KEEPING: ReadonlySet<string> = new Set(['BRANCH_FORCE_PUSH', 'BRANCH_DELETABLE'])

/** Rows for the branch's protection: one for each demand, one for the required checks, one for who bypasses them. */
export function protectionRows(
  { protection, repository, branch }: Settings,
  wanted: readonly string[],
): DoctorRow[] {
  const args = { repository, branch }
  const all = [...DEMANDS, ...wanted.map(checkDemand)]
  return [
    ...DEMANDS.map(({ check, code, holds }) =>
      demandRow(check, protection, ({ sources }) => (sources.some(holds) ? [] : [finding(code, args)])),
    ),
    demandRow('our checks must pass', protection, ({ sources }) =>
      wanted
        .filter((name) => !sources.some(checkDemand(name).holds))
        .map((check) => finding('BRANCH_CHECK_MISSING', { ...args, check })),
    ),
    rowOf(TOPIC, 'nobody bypasses it', bypassOf(protection, all), (who) =>
      who.length === 0 ? [] : [finding('BRANCH_BYPASS', { ...args, who: listed(who) })],
    ),
  ]
}

/** The audit chains must be kept; these rules apply before the branch exists. */
export function auditBranchRows({ auditProtection, repository }: Settings, branch: string): DoctorRow[] {
  return DEMANDS.filter(({ code }) => KEEPING.has(code)).map(({ check, code, holds }) =>
    demandRow(`${check} of "${branch}"`, auditProtection, ({ sources }) =>
      sources.some(holds) ? [] : [finding(code, { repository, branch })],
    ),
  )
}

/** A demand that no visible source makes may be made by a hidden one: its row is then "not seen". */
function demandRow(
  check: string,
  protection: Seen<Protection>,
  rule: (value: Protection) => readonly Finding[],
): DoctorRow {
  const row = rowOf(TOPIC, check, protection, rule)
  const hidden = protection.seen ? protection.value.hidden : undefined
  if (row.state !== 'finding' || hidden === undefined) return row
  return rowOf(TOPIC, check, notSeen<Protection>(hidden), rule)
}

function checkDemand(name: string): Pick<Demand, 'holds'> {
  return { holds: ({ checks }) => checks.includes(name) }
}

/** Who may bypass a demand that every source with it lets them bypass. */
function bypassOf(
  protection: Seen<Protection>,
  demands: readonly Pick<Demand, 'holds'>[],
): Seen<readonly string[]> {
  if (!protection.seen) return protection
  const who = new Set<string>()
  for (const { holds } of demands) {
    const sources = protection.value.sources.filter(holds)
    if (sources.length === 0 || sources.some(({ bypass }) => isNobody(bypass))) continue
    const hidden = sources.map(({ bypass }) => bypass).find((one) => !one.seen)
    if (hidden !== undefined && !hidden.seen) return notSeen(hidden.why)
    for (const { bypass } of sources) for (const one of bypass.seen ? bypass.value : []) who.add(one)
  }
  return seen([...who])
}

function isNobody(bypass: Seen<readonly string[]>): boolean {
  return bypass.seen && bypass.value.length === 0
}
