/** Offsets of lines in a text; a line includes its break. */

/** Start of the line of an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** End of the line of an offset, without its break ("\r" belongs to the break). */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset)
  if (next === -1) return text.length
  return text[next - 1] === '\r' ? next - 1 : next
}

/** Start of the next line; the end of the text when there is none. */
function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset)
  return next === -1 ? text.length : next + 1
}

/** Start of the line after content; content that ends with a line break (a block scalar) ends there. */
export function lineBehind(text: string, end: number): number {
  return text[end - 1] === '\n' ? end : nextLine(text, end)
}

/** Characters before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Whether only spaces precede an offset on its line. */
export function beginsItsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** The column of the "#" when the line holds only a comment. */
export function commentColumn(text: string, offset: number): number | undefined {
  const start = lineStart(text, offset)
  const line = text.slice(start, lineEnd(text, start))
  const column = line.search(/\S/)
  return column >= 0 && line[column] === '#' ? column : undefined
}

export function isBlank(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === ''
}

/** The line break of a text: that of its first line. */
export function breakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}
