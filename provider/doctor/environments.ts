import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import { rowOf, type DoctorRow } from './row.ts'
import type { Environment, Settings } from '../github/repository-settings.ts'

const TOPIC = 'Environment'

/** An environment that a workflow names: whether a person must approve its jobs, and the secrets it must hold. */
export type WantedEnvironment = {
  readonly name: string
  readonly reviewed: boolean
  /** Whether the approver must not be who started the run. */
  readonly byAnother: boolean
  /** Whether only the default branch may use it. */
  readonly onlyMain: boolean
  readonly secrets: readonly string[]
}

type At = { readonly repository: string; readonly environment: string; readonly branch: string }

/** Rows for each environment; branches and secrets have their own, as the token may not see them. */
export function environmentRows(settings: Settings, wanted: readonly WantedEnvironment[]): DoctorRow[] {
  return [...wanted.flatMap((one) => rowsOf(settings, one)), widthRow(settings)]
}

function rowsOf({ environments, repository, branch }: Settings, wanted: WantedEnvironment): DoctorRow[] {
  const at = { repository, branch, environment: wanted.name }
  const found = environments.seen
    ? environments.value.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())
    : undefined
  const row = rowOf(TOPIC, wanted.name, environments, () =>
    found === undefined ? [finding('ENVIRONMENT_MISSING', at)] : gateFindings(found, wanted, at),
  )
  if (found === undefined) return [row]
  return [
    row,
    ...(wanted.onlyMain ? [branchRow(found, at)] : []),
    rowOf(TOPIC, `${wanted.name}: secrets`, found.secrets, (names) =>
      wanted.secrets
        .filter((secret) => !names.includes(secret))
        .map((secret) => finding('ENVIRONMENT_SECRET_MISSING', { ...at, secret })),
    ),
  ]
}

function branchRow({ name, branches }: Environment, at: At): DoctorRow {
  return rowOf(TOPIC, `${name}: only ${at.branch}`, branches, (open) =>
    isOnly(open, at.branch) ? [] : [finding('ENVIRONMENT_BRANCHES', { ...at, current: branchWords(open) })],
  )
}

function gateFindings(found: Environment, { reviewed, byAnother }: WantedEnvironment, at: At): Finding[] {
  if (!reviewed) return []
  return [
    ...(found.reviewers > 0 ? [] : [finding('ENVIRONMENT_UNREVIEWED', at)]),
    ...(byAnother && found.reviewers > 0 && found.selfReview
      ? [finding('ENVIRONMENT_SELF_REVIEWED', at)]
      : []),
    ...(found.adminsBypass ? [finding('ENVIRONMENT_BYPASS', at)] : []),
  ]
}

function isOnly(branches: readonly string[] | undefined, branch: string): boolean {
  return branches?.length === 1 && branches[0] === branch
}

function branchWords(branches: readonly string[] | undefined): string {
  return branches === undefined ? 'any' : listed(branches)
}

/** A secret of the repository is open to every workflow of every branch, so no environment guards it. */
function widthRow({ repositorySecrets, repository }: Settings): DoctorRow {
  return rowOf(TOPIC, 'no Meta token for the whole repository', repositorySecrets, (names) =>
    names
      .filter((name) => name.startsWith('META_'))
      .map((secret) => finding('SECRET_FOR_ALL', { repository, secret })),
  )
}
