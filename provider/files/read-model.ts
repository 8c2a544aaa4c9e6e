import { buildModel, type Built } from '../model/build.ts'
import type { Moment } from '../model/moment.ts'
import type { RawFile } from '../model/read/source.ts'
import { formerlyListed } from './formerly-listed.ts'
import { readAccessFiles } from './read-access.ts'

export type ReadModel = { readonly files: readonly RawFile[]; readonly built: Built }

/**
 * Reads the access files under `root` and builds the model of them. Git's history is only asked where a file names
 * somebody whom agency.yaml does not: it tells who left from who was never there. `repository` is where it is, when the
 * files are a copy that lies elsewhere.
 */
export async function readModel(root: string, today: Moment, repository: string = root): Promise<ReadModel> {
  const { files, findings } = await readAccessFiles(root)
  const first = buildModel(files, today)
  const unknown = first.findings.flatMap(({ code, args }) =>
    code === 'PERSON_UNKNOWN' ? [String(args['who'])] : [],
  )
  const former = unknown.length === 0 ? new Set<string>() : await formerlyListed(repository, unknown)
  const built = former.size === 0 ? first : buildModel(files, today, former)
  return { files, built: { model: built.model, findings: [...findings, ...built.findings] } }
}
