import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { appended } from '../audit/append.ts'
import type { Head } from '../audit/chain.ts'
import type { AuditEntry } from '../audit/entry.ts'
import { verify, type Broken } from '../audit/verify.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { readIfThere, replaceFile } from '../files/replace-file.ts'

const CHAINS_FOLDER = 'access/audit/'

/** Ending of a chain's file name; the client's slug comes before it. */
export const CHAIN_ENDING = '.jsonl'

/** A chain that verified, with the number of entries just added. */
export type Chain = Head & { readonly file: string; readonly added: number }

/** Default path of a client's chain. */
export function chainOf(client: string): string {
  return `${CHAINS_FOLDER}${client}${CHAIN_ENDING}`
}

/** Paths of all chains in their folder, sorted. */
export async function chainsIn(root: string): Promise<string[]> {
  const names = await readdir(join(root, CHAINS_FOLDER)).catch(() => [])
  return names
    .filter((name) => name.endsWith(CHAIN_ENDING))
    .sort()
    .map((name) => `${CHAINS_FOLDER}${name}`)
}

/** Verifies one chain from its first byte to its last. */
export async function verifyFile(root: string, file: string): Promise<Chain | Finding> {
  return onFile(file, async () => {
    const bytes = await readIfThere(resolve(root, file))
    if (bytes === undefined) return finding('AUDIT_NO_CHAIN', { file }, { file })
    const verified = verify(bytes)
    return 'broken' in verified ? brokenFinding(file, verified.broken) : { ...verified, file, added: 0 }
  })
}

/** Adds the final entries that a chain lacks. A chain that does not verify stays as it is. */
export async function appendTo(
  root: string,
  file: string,
  entries: readonly AuditEntry[],
): Promise<Chain | Finding> {
  return onFile(file, async () => {
    const path = resolve(root, file)
    const result = appended(await readIfThere(path), entries)
    if ('broken' in result) return brokenFinding(file, result.broken)
    const { bytes, ...chain } = result
    await replaceFile(path, bytes)
    return { ...chain, file }
  })
}

const WHAT: Readonly<Record<Broken['fault'], string>> = {
  edited: 'somebody changed it',
  missing: 'it is missing',
  moved: 'somebody moved it',
  truncated: 'the file ends before its seal',
}

/** The finding for a chain that does not verify. */
export function brokenFinding(file: string, { fault, entry, line }: Broken): Finding {
  return finding('AUDIT_BROKEN', { file, entry, what: WHAT[fault] }, { file, line })
}

async function onFile<T>(file: string, work: () => Promise<T | Finding>): Promise<T | Finding> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return finding('FILE_UNWRITABLE', { file, reason: code }, { file })
  }
}
