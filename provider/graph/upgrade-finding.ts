import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { GRAPH_VERSION } from './api.ts'

/** Meta upgraded our requests, with this message: what it answers may differ from what we know of it. */
export function upgradeFindings(message: string | undefined): Finding[] {
  return message === undefined ? [] : [finding('GRAPH_VERSION_UPGRADED', { version: GRAPH_VERSION, message })]
}
