import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { AGENCY_TOKEN } from './connect.ts'
import { GraphError } from './graph-error.ts'
import { WriteRefused } from './write-refused.ts'

/** What a person is told about an error of the Graph client; anything else is a bug and stays an error. */
export function findingOf(
  error: unknown,
  subject: string,
  address?: Address,
  variable = AGENCY_TOKEN,
): Finding {
  if (error instanceof WriteRefused)
    return finding('WRITE_REFUSED', { method: error.method, path: error.path }, address)
  if (!(error instanceof GraphError)) throw error
  const { kind, code, message, path, waitMinutes } = error.facts
  const numbers = { code, subcode: error.facts.subcode ?? 0 }
  switch (kind) {
    case 'token':
      return finding('TOKEN_EXPIRED', { variable, ...numbers }, address)
    case 'permission':
    case 'page-token':
      return finding('PERMISSION_MISSING', { subject, message, ...numbers }, address)
    case 'gone':
      return finding('ASSET_GONE', { subject, ...numbers }, address)
    case 'two-factor':
      return finding('TWO_FACTOR_REQUIRED', { subject, ...numbers }, address)
    case 'throttled':
      return finding('THROTTLED', { subject, minutes: waitMinutes ?? 60, ...numbers }, address)
    case 'unreachable':
      return finding('GRAPH_UNREACHABLE', { url: path, message }, address)
    case 'transient':
    case 'too-much-data':
    case 'exists':
    case 'last-admin':
    case 'refused':
      return finding('GRAPH_REFUSED', { subject, message, ...numbers }, address)
  }
}
