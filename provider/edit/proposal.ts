import { hasErrors } from '../findings/has-errors.ts'
import type { Edit } from './edit.ts'
import { editYaml } from './edit-yaml.ts'
import type { AccessFile } from '../files/write-access.ts'
import { textOf } from '../files/text.ts'
import type { Finding } from '../findings/finding.ts'
import { buildModel } from '../model/build.ts'
import type { Principal } from '../model/model.ts'
import type { Moment } from '../model/moment.ts'
import type { RawFile } from '../model/read/source.ts'

/** Edited access files, and findings for refused edits. */
export type Proposal = { readonly files: readonly AccessFile[]; readonly refused: readonly Finding[] }

/**
 * Makes edits in the files, by path. A file whose edits are refused stays as it is, and so does one that would have an
 * error afterwards: proposed files always pass `check`, except for policy. `former` are leavers, whom files may still
 * name.
 */
export function propose(
  files: readonly RawFile[],
  edits: ReadonlyMap<string, readonly Edit[]>,
  today: Moment,
  former: ReadonlySet<Principal>,
): Proposal {
  const results = files.flatMap((file) => {
    const own = edits.get(file.path) ?? []
    if (own.length === 0) return []
    const before = textOf(file)
    return [{ path: file.path, before, result: editYaml(file.path, before, own) }]
  })
  const edited = results.flatMap(({ path, before, result }): AccessFile[] =>
    'refused' in result || result.text === before ? [] : [{ path, before, text: result.text }],
  )
  const errors = errorsWith(files, edited, today, former)
  const broken = new Set(errors.map(({ address }) => address?.file))
  return {
    files: edited.filter(({ path }) => !broken.has(path)),
    refused: [...results.flatMap(({ result }) => ('refused' in result ? [result.refused] : [])), ...errors],
  }
}

/** The errors in the edited files. */
function errorsWith(
  files: readonly RawFile[],
  edited: readonly AccessFile[],
  today: Moment,
  former: ReadonlySet<Principal>,
): Finding[] {
  if (edited.length === 0) return []
  const paths = new Set(edited.map(({ path }) => path))
  const raw = edited.map(({ path, text }): RawFile => ({ path, bytes: new TextEncoder().encode(text) }))
  const { findings } = buildModel([...files.filter(({ path }) => !paths.has(path)), ...raw], today, former)
  return findings.filter((one) => paths.has(one.address?.file ?? '') && hasErrors([one]))
}
