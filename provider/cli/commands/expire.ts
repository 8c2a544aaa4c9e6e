import { hasErrors } from '../../findings/has-errors.ts'
import { printable } from '../../findings/printable.ts'
import { wrap } from '../../findings/wrap.ts'
import { titleOf } from '../../plan/titles.ts'
import { levelWords, subjectWords } from '../../plan/words.ts'
import type { NarrowlyApplied } from '../../runs/apply-narrowly.ts'
import { expireRun } from '../../runs/expire.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'

export type ExpireOptions = { readonly names: readonly string[]; readonly format: Format }

/**
 * `expire`: revokes what is past its `until`, and nothing else. Exits with 0 when all of it is gone, 1 when some is
 * left.
 */
export async function expire(context: Context, { names, format }: ExpireOptions): Promise<ExitCode> {
  const expired = await expireRun(context, names)
  if ('errors' in expired) return failed(context.output, format, 'expire', expired.errors)
  const { clients, findings } = expired
  return report(context.output, format, {
    command: 'expire',
    exit: hasErrors(findings) ? EXIT.error : EXIT.ok,
    findings,
    result: { clients: clients.map(({ stack, done, left }) => ({ stack, ended: done, left: left.length })) },
    text: expiredText(clients, context.output.width),
  })
}

function expiredText(clients: readonly NarrowlyApplied[], width: number): string {
  const lines = clients.flatMap(({ stack, done }) =>
    done.flatMap((change) => {
      const words = `${stack}: ${subjectWords(change.subject)} on ${titleOf(change.asset)}: ${levelWords(change)}`
      return wrap(words, width, '', '  ')
    }),
  )
  return lines.length === 0 ? 'No ended access is left at Meta\n' : `${lines.map(printable).join('\n')}\n`
}
