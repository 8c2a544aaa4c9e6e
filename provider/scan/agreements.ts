import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Agreements } from '../inventory/ours/agreements.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { DesiredClient } from '../model/desired.ts'

/** Shares of a client that our side has not accepted. */
export function agreementFindings(agreements: Agreements, { slug, at }: DesiredClient): Finding[] {
  if ('unknown' in agreements) return []
  const count = agreements.byClient.get(slug)
  if (count === undefined) return []
  return [finding('SCAN_AGREEMENT_WAITING', { from: `the client "${slug}"`, count }, at)]
}

/** Agreements that wait from another Business, or whose Business is unknown. */
export function otherAgreementFindings(agreements: Agreements): Finding[] {
  const at = { file: AGENCY_FILE }
  if ('unknown' in agreements)
    return [finding('SCAN_AGREEMENTS_UNKNOWN', { message: agreements.unknown.message }, at)]
  const known = [...agreements.byClient.values()].reduce((sum, one) => sum + one, 0)
  const count = agreements.waiting - known
  if (count <= 0) return []
  return [finding('SCAN_AGREEMENT_WAITING', { from: 'another Business', count }, at)]
}
