import type { RawFile } from '../model/read/source.ts'

/** The text of a file as it is to be edited: a byte order mark stays in it. The file has been read as UTF-8 before. */
export function textOf({ bytes }: RawFile): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
