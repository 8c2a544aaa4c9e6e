import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context } from '../cli/context.ts'
import { loadModel } from '../cli/load.ts'
import { editYaml } from '../edit/edit-yaml.ts'
import { writeAccessFiles } from '../files/write-access.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { listed } from '../findings/phrases.ts'
import type { BreakGlass } from './break-glass-record.ts'

type Written = { readonly path: string; readonly text: string }

/**
 * Writes an exception into a client's file of this checkout, every other line as it was, and answers with the new text;
 * what is there already is not written twice.
 */
export async function withException(
  { root, ...context }: Context,
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
  const wrong = await writeAccessFiles(root, [{ path: found.file, before, text: edited.text }])
  return wrong.length > 0 ? { findings: wrong } : { path: found.file, text: edited.text }
}
