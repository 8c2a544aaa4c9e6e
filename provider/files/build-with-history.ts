import { buildModel, type BuiltModel } from '../model/build.ts'
import type { Moment } from '../model/moment.ts'
import type { RawFile } from '../model/read/source.ts'
import { formerlyListed } from './formerly-listed.ts'

/**
 * Builds the model of access files. The history of agency.yaml is only asked for where a file names somebody whom it does
 * not: it tells who left from who was never there.
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
