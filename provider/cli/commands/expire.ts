import { narrowExit, type NarrowlyApplied } from '../../runs/apply-narrowly.ts'
import { expireRun } from '../../runs/expire.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import type { Context } from '../context.ts'
import { failed, report, type Format } from '../report.ts'
import { narrowText } from '../texts/narrow.ts'

export type ExpireOptions = { readonly names: readonly string[]; readonly format: Format }

/**
 * `expire`: revokes what is past its `until`, and nothing else. Exits with 0 when all of it is seen to be gone, 2 when
 * some waits for a person, 4 when some could not be looked at, 1 when some could not be revoked.
 */
export async function expire(context: Context, { names, format }: ExpireOptions): Promise<ExitCode> {
  const expired = await expireRun(context, names)
  if ('errors' in expired) return failed(context.output, format, 'expire', expired.errors)
  const { clients, findings } = expired
  const worst = narrowExit(clients, findings)
  const isOpen = clients.some(({ waiting }) => waiting.length > 0)
  const exit = worst === EXIT.ok && isOpen ? EXIT.changes : worst
  return report(context.output, format, {
    command: 'expire',
    exit,
    findings,
    result: { clients: clients.map(({ stack, done, left }) => ({ stack, ended: done, left: left.length })) },
    text: expiredText(clients, exit === EXIT.ok, context.output.width),
  })
}

function expiredText(clients: readonly NarrowlyApplied[], isOver: boolean, width: number): string {
  const text = narrowText(clients, width)
  if (text !== '') return text
  return isOver ? 'No ended access is left at Meta\n' : 'Nothing was revoked: see the findings\n'
}
