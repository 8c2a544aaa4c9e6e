import { basename } from 'node:path'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed, nearestOf } from '../../findings/phrases.ts'

/** The finding for an unknown name. A path to a client's file and capitals still lead to the nearest slug. */
export function clientUnknown(client: string, known: readonly string[]): Finding {
  const meant = basename(client)
    .replace(/\.ya?ml$/i, '')
    .toLowerCase()
  const nearest = nearestOf(meant, known)
  return finding('CLIENT_UNKNOWN', {
    client,
    nearest: nearest === undefined ? `one of ${listed(known)}` : `"${nearest}"`,
  })
}
