import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

// A picture carries the SHA-256 of the text that it shows, as a text chunk (PNG, 11.3.3.2 "tEXt"): so a test without a
// browser sees that the text has changed since.

const KEY = 'Source\0sha256:'

/** Bytes before the first chunk, and of the chunk that every PNG begins with ("IHDR"). */
const SIGNATURE = 8
const HEADER = 25

/** The picture with the hash of `text` in it. */
export function withSource(png: Uint8Array, text: string): Uint8Array {
  const at = SIGNATURE + HEADER
  return Buffer.concat([png.subarray(0, at), textChunk(`${KEY}${hashOf(text)}`), png.subarray(at)])
}

/** Whether the picture was made from `text`. */
export function showsText(png: Uint8Array, text: string): boolean {
  return Buffer.from(png).includes(`${KEY}${hashOf(text)}`)
}

function textChunk(content: string): Uint8Array {
  const data = Buffer.from(`tEXt${content}`, 'latin1')
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length - 4)
  check.writeUInt32BE(crc32(data))
  return Buffer.concat([length, data, check])
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
