import { loadModel } from '../runs/wiring/load.ts'
import { hasErrors } from '../findings/has-errors.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunContext } from '../runs/wiring/context.ts'
import { editYaml } from '../edit/edit-yaml.ts'
import { writeAccessFiles } from '../files/write-access.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { BreakGlass } from './break-glass-record.ts'

type Written = { readonly path: string; readonly text: string }

/**
 * Writes an exception into a client's file of this checkout and returns the new text; all other lines stay. An
 * exception that exists is not written twice. A file that would be invalid with it is restored.
 */
export async function withException(
  { root, ...context }: RunContext,
  { client, who, asset, level, until }: BreakGlass,
  { reason, ticket }: { readonly reason: string; readonly ticket: string },
): Promise<Written | { readonly findings: readonly Finding[] }> {
  const { model } = await loadModel({ root, ...context })
  const found = model?.clients.find(({ slug }) => slug === client)
  if (found === undefined) {
    const known = listed(model?.clients.map(({ slug }) => slug) ?? [])
    return { findings: [finding('CLIENT_UNKNOWN', { client, nearest: `one of ${known}` })] }
  }
  const before = await readFile(join(root, found.file), 'utf8')
  const isThere = found.exceptions.some(
    (one) => one.principal === who && one.asset === asset && one.until === until && one.level === level,
  )
  if (isThere) return { path: found.file, text: before }
  const value = { who, asset, level, reason, ticket, until }
  const edited = editYaml(found.file, before, [{ append: ['exceptions'], value }])
  if ('refused' in edited) return { findings: [edited.refused] }
  const written = { path: found.file, text: edited.text }
  const wrong = await writeAccessFiles(root, [{ ...written, before }])
  if (wrong.length > 0) return { findings: wrong }
  const unfit = (await loadModel({ root, ...context })).findings.filter(
    (one) => hasErrors([one]) && one.address?.file === found.file,
  )
  if (unfit.length === 0) return written
  return {
    findings: [
      ...unfit,
      ...(await writeAccessFiles(root, [{ path: found.file, before: edited.text, text: before }])),
    ],
  }
}
