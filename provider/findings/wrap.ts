/** Breaks a text between words into lines of at most `width` columns; lines after the first begin with `further`. */
export function wrap(text: string, width: number, indent: string, further: string = indent): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    const isEmpty = line === indent || line === further
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = further + word
    } else {
      line = isEmpty ? line + word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
