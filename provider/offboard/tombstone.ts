import { editYaml } from '../edit/edit-yaml.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { AccessFile } from '../files/write-access.ts'
import type { Agency, Client } from '../model/model.ts'
import { listedIn } from '../model/principal.ts'

/** The parts of a tombstone, from a command line. */
export type EndReasons = {
  readonly reason?: string
  readonly ticket?: string
  readonly by?: string
}

const PARTS = [
  ['reason', 'a reason', '--reason "..."'],
  ['ticket', 'a ticket', '--ticket ...'],
  ['by', 'somebody who decided it', '--by <e-mail>'],
] as const

/**
 * A client's file with a tombstone from `today` on (UTC, year-month-day), all other lines unchanged; or findings for
 * missing parts. The caller checks the new text against the model.
 */
export function withTombstone(
  { slug, file }: Pick<Client, 'slug' | 'file'>,
  text: string,
  given: EndReasons,
  agency: Agency,
  today: string,
): AccessFile | readonly Finding[] {
  const { reason, ticket, by } = given
  if (reason === undefined || ticket === undefined || by === undefined) {
    return PARTS.filter(([name]) => given[name] === undefined).map(([, what, option]) =>
      finding('OFFBOARD_INCOMPLETE', { client: slug, what, option }),
    )
  }
  if (!listedIn(agency).has(by.toLowerCase()))
    return [finding('OFFBOARD_NOT_OURS', { client: slug, who: by })]
  const value = { since: today, by: by.toLowerCase(), reason, ticket }
  const edited = editYaml(file, text, [{ set: ['offboarded'], value }])
  return 'refused' in edited ? [edited.refused] : { path: file, before: text, text: edited.text }
}
