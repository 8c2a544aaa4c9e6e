import type { RawFile } from '../model/read/source.ts'

/** A file's text for editing: a byte order mark stays in it. The file was read as UTF-8 before. */
export function textOf({ bytes }: RawFile): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
