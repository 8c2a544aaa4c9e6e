import { finding } from '../findings/catalogue.ts'
import type { BuiltModel } from '../model/build.ts'
import type { Moment } from '../model/moment.ts'
import type { RawFile } from '../model/read/source.ts'
import { buildWithHistory } from './build-with-history.ts'
import { agencyHistory } from './formerly-listed.ts'
import { readAccessFiles } from './read-access.ts'

const ACCESS_FOLDER = 'access'

export type ReadModel = { readonly files: readonly RawFile[]; readonly built: BuiltModel }

/**
 * Reads the access files under `root` and builds their model. `repository` holds their history when the files are a
 * copy elsewhere.
 */
export async function readModel(root: string, today: Moment, repository: string = root): Promise<ReadModel> {
  const { files, findings } = await readAccessFiles(root)
  if (files.length === 0 && findings.length === 0)
    return {
      files,
      built: { model: undefined, findings: [finding('FILE_MISSING', { file: ACCESS_FOLDER })] },
    }
  const built = await buildWithHistory(files, today, () => agencyHistory(repository))
  return { files, built: { model: built.model, findings: [...findings, ...built.findings] } }
}
