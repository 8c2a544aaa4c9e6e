import { printable } from '../../findings/printable.ts'
import { wrap } from '../../findings/wrap.ts'
import { changeWords } from '../../plan/words.ts'
import type { NarrowlyApplied } from '../../runs/apply-narrowly.ts'

/** The changes that were made at each client, a line each; empty where there are none. */
export function narrowText(clients: readonly NarrowlyApplied[], width: number): string {
  const lines = clients.flatMap(({ stack, done }) =>
    done.flatMap((change) => wrap(`${stack}: ${changeWords(change)}`, width, '', '  ')),
  )
  return lines.map((line) => `${printable(line)}\n`).join('')
}
