import type { Finding } from '../../findings/finding.ts'
import { printable } from '../../findings/printable.ts'
import { subjectWords, levelWords } from '../../plan/words.ts'
import { titleOf } from '../../plan/titles.ts'
import { wrap } from '../../plan/render/wrap.ts'
import type { NarrowlyApplied } from '../apply-narrowly.ts'
import { clientUnknown } from '../client-unknown.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { expireAll, type Expired } from '../expire-all.ts'
import { loadModel } from '../load.ts'
import type { Format } from '../output.ts'
import { failed, hasErrors, report } from '../report.ts'

export type ExpireOptions = { readonly names: readonly string[]; readonly format: Format }

/** `expire`: takes away what is past its `until`, and nothing else. 0 when nothing of it is left, 1 when something is. */
export async function expire(context: Context, { names, format }: ExpireOptions): Promise<ExitCode> {
  const unknown = await unknownNames(context, names)
  if (unknown.length > 0) return failed(context.output, format, 'expire', unknown)
  const expired = await expireAll(context, names)
  const findings = findingsIn(expired)
  return report(context.output, format, {
    command: 'expire',
    exit: expireExit(expired),
    findings,
    result: {
      clients: expired.clients.map(({ stack, done, left }) => ({ stack, ended: done, left: left.length })),
    },
    text: expiredText(expired.clients, context.output.width),
  })
}

export function findingsIn({ clients, findings }: Expired): Finding[] {
  return [...findings, ...clients.flatMap((one) => one.findings)]
}

export function expireExit(expired: Expired): ExitCode {
  return hasErrors(findingsIn(expired)) ? EXIT.error : EXIT.ok
}

async function unknownNames(context: Context, names: readonly string[]): Promise<Finding[]> {
  const { model } = await loadModel(context)
  const known = model?.clients.map(({ slug }) => slug) ?? []
  if (model === undefined) return []
  return names.filter((name) => !known.includes(name)).map((client) => clientUnknown(client, known))
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
