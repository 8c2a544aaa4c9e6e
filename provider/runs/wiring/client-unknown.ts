import { basename } from 'node:path'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { listed, nearestOf } from '../../findings/phrases.ts'

/** A name on a command line that is none of the known ones; the path of a client's file leads to its slug, as capitals do. */
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
