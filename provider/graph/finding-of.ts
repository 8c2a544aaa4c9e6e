import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { AGENCY_TOKEN } from './connect.ts'
import type { ErrorKind } from './error-kinds.ts'
import { GraphError, type GraphErrorFacts } from './graph-error.ts'
import { RunOver } from './write-gate.ts'
import { WriteRefused } from './write-refused.ts'

/** An error, its subject, and the variable of the token that was used. */
type Told = {
  readonly subject: string
  readonly variable: string
  readonly address: Address | undefined
  readonly facts: GraphErrorFacts
  readonly numbers: { readonly code: number; readonly subcode: number }
}

/** The finding for an error of the Graph client; any other error is a bug and is thrown again. */
export function findingOf(
  error: unknown,
  subject: string,
  address?: Address,
  variable = AGENCY_TOKEN,
): Finding {
  if (error instanceof WriteRefused)
    return finding('WRITE_REFUSED', { method: error.method, path: error.path }, address)
  if (error instanceof RunOver) return finding('RUN_OVER', { subject }, address)
  if (!(error instanceof GraphError)) throw error
  const { facts } = error
  const numbers = { code: facts.code, subcode: facts.subcode ?? 0 }
  const stopped = facts.unsent === true ? stoppedBy(facts, numbers) : undefined
  if (stopped !== undefined) return stopped
  return FINDINGS[error.kind]({ subject, variable, address, facts, numbers })
}

/** The finding for all requests of a run that are no longer sent: it names none of them. */
function stoppedBy({ kind, waitMinutes }: GraphErrorFacts, numbers: Told['numbers']): Finding | undefined {
  if (kind === 'blocked') return finding('REQUESTS_BLOCKED', numbers)
  if (kind !== 'throttled') return undefined
  return finding('REQUESTS_LIMITED', { minutes: waitMinutes ?? THROTTLED_MINUTES, ...numbers })
}

/** The wait when Meta throttles without a time: its budgets are by the hour (graph-api 4.4, FACT). */
const THROTTLED_MINUTES = 60
/** Meta asks for a long wait after suspected abuse (graph-api 4.2) without a length; a day is INFERENCE. */
const BLOCKED_MINUTES = 1440

const FINDINGS: Readonly<Record<ErrorKind, (told: Told) => Finding>> = {
  token: ({ variable, numbers, address }) => finding('TOKEN_EXPIRED', { variable, ...numbers }, address),
  'page-token': permissionMissing,
  permission: permissionMissing,
  gone: ({ subject, numbers, address }) => finding('ASSET_GONE', { subject, ...numbers }, address),
  'two-factor': ({ subject, numbers, address }) =>
    finding('TWO_FACTOR_REQUIRED', { subject, ...numbers }, address),
  throttled: (told) => throttled(told, told.facts.waitMinutes ?? THROTTLED_MINUTES),
  blocked: (told) => throttled(told, BLOCKED_MINUTES),
  unreachable: ({ facts, address }) =>
    finding('GRAPH_UNREACHABLE', { url: facts.path, message: facts.message }, address),
  transient: refused,
  'too-much-data': refused,
  exists: refused,
  'last-admin': refused,
  refused,
}

function permissionMissing({ subject, facts: { message }, numbers, address }: Told): Finding {
  return finding('PERMISSION_MISSING', { subject, message, ...numbers }, address)
}

function throttled({ subject, numbers, address }: Told, minutes: number): Finding {
  return finding('THROTTLED', { subject, minutes, ...numbers }, address)
}

function refused({ subject, facts: { message }, numbers, address }: Told): Finding {
  return finding('GRAPH_REFUSED', { subject, message, ...numbers }, address)
}
