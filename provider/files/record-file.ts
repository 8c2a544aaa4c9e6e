import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'

/** Starts a record; an existing one stays as it is. Returns a finding on failure. */
export function startRecord(root: string, path: string, text: string): Promise<Finding | undefined> {
  return attempt(path, async () => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text, { flag: 'wx' })
  })
}

/** Appends to a record. Returns a finding on failure. */
export function continueRecord(root: string, path: string, text: string): Promise<Finding | undefined> {
  return attempt(path, () => appendFile(join(root, path), text))
}

async function attempt(file: string, work: () => Promise<void>): Promise<Finding | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return reason === 'EEXIST' ? undefined : finding('FILE_UNWRITABLE', { file, reason }, { file })
  }
}
