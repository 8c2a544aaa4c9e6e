import type { Address } from '../../../provider/findings/finding.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'

/**
 * An address by the text it points at, up to the end of the line, so that a scenario shows the place and stays as it is
 * when lines are added to the example. Where several lines end in that text it says which one is meant.
 */
export function placeText(files: readonly RawFile[], { file, line, column = 1 }: Address): string {
  const bytes = files.find(({ path }) => path === file)?.bytes
  if (line === undefined || bytes === undefined) return file
  const lines = new TextDecoder().decode(bytes).split('\n')
  const text = (lines[line - 1] ?? '').slice(column - 1)
  const numbers = lines.flatMap((one, index) => (one.endsWith(text) ? [index + 1] : []))
  const which = numbers.length === 1 ? '' : ` (${numbers.indexOf(line) + 1} of ${numbers.length})`
  return `${file}: ${text}${which}`
}
