import { buildModel, type BuiltModel } from '../model/build.ts'
import type { Moment } from '../model/moment.ts'
import type { RawFile } from '../model/read/source.ts'
import { formerlyListed } from './formerly-listed.ts'

/**
 * Builds the model of access files. It reads the history of agency.yaml only when a file names somebody whom
 * agency.yaml lacks: the history distinguishes a leaver from an unknown name.
 */
export async function buildWithHistory(
  files: readonly RawFile[],
  today: Moment,
  history: () => Promise<string>,
): Promise<BuiltModel> {
  const first = buildModel(files, today)
  const unknown = first.findings.flatMap(({ code, args }) =>
    code === 'PERSON_UNKNOWN' ? [String(args['who'])] : [],
  )
  const former = unknown.length === 0 ? new Set<string>() : formerlyListed(await history(), unknown)
  return former.size === 0 ? first : buildModel(files, today, former)
}
