import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clientTarget } from '../../provider/engine/target.ts'
import { urnOf } from '../../provider/engine/urn.ts'
import { PROJECT } from '../../provider/engine/workspace.ts'
import { readAccessFiles } from '../../provider/files/read-access.ts'
import { buildModel } from '../../provider/model/build.ts'
import { desiredAccess } from '../../provider/model/desired.ts'

/**
 * Writes the state of every client as an apply of the files at `root` leaves it, in the layout of a file back end: an
 * engine would take hours for thousands of clients.
 */
export async function writeKeptFiles(root: string, today: string): Promise<void> {
  const { model } = buildModel((await readAccessFiles(root)).files, today)
  if (model === undefined) throw new Error('Cannot read the files of the bench')
  const folder = join(root, '.state/.pulumi')
  await mkdir(join(folder, 'stacks', PROJECT), { recursive: true })
  await writeFile(join(folder, 'meta.yaml'), 'version: 1\n')
  for (const client of model.clients) {
    const { name, inputs } = clientTarget(desiredAccess(model, client, today))
    const resources = inputs.map((one) => ({
      urn: urnOf(name, one),
      inputs: one,
      outputs: { ...one, observed: { state: 'unknown' }, waiting: [] },
    }))
    const text = JSON.stringify({ version: 3, checkpoint: { latest: { resources } } })
    await writeFile(join(folder, 'stacks', PROJECT, `${name}.json`), text)
  }
}
