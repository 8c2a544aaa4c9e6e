import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'

/** A file as read from disk. `path` is relative to the repository's root, with forward slashes. */
export type RawFile = { readonly path: string; readonly bytes: Uint8Array }

/** The greatest size of a file in bytes. A client with 1,000 assets takes about 150 kB. */
const MAX_FILE_BYTES = 1_000_000

/** Decodes bytes into text without a byte order mark; otherwise a finding with the cause. */
export function decode({ path, bytes }: RawFile): string | Finding {
  const address = { file: path }
  if (bytes.length > MAX_FILE_BYTES) {
    return finding('FILE_TOO_LARGE', { file: path, limit: MAX_FILE_BYTES, size: bytes.length }, address)
  }
  const text = decoded(bytes)
  const alone = text?.search(/\r(?!\n)/) ?? -1
  if (alone >= 0) return finding('FILE_LINE_ENDS', { file: path, offset: alone }, address)
  return text ?? finding('FILE_NOT_UTF8', { file: path, offset: firstBadByte(bytes) }, address)
}

function decoded(bytes: Uint8Array, options?: { stream: boolean }): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, options)
  } catch {
    return undefined
  }
}

/** The offset of the first byte that begins no character. Strict decoding fails there or in the next bytes. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decoded(bytes.subarray(0, middle), { stream: true }) === undefined) bad = middle
    else good = middle
  }
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, good), {
    stream: true,
  })
  return new TextEncoder().encode(whole).length
}
