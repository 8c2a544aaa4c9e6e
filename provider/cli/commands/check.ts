import { counted } from '../../findings/phrases.ts'
import { isRuleId } from '../../../policies/judge.ts'
import type { Finding } from '../../findings/finding.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { loadModel } from '../load.ts'
import type { Format } from '../output.ts'
import { report } from '../report.ts'

export type Checked = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly counts: Readonly<Record<'clients' | 'assets' | 'people', number>>
}

/**
 * Reads the files and finds what is wrong with them, and what the policy rules refuse. Offline; writes nothing.
 * 1 for errors in the files, 3 when nothing but mandatory policy stands against them.
 */
export async function checkFiles(context: Context): Promise<Checked> {
  const { model, findings: faults, policy } = await loadModel(context)
  const findings = [...withoutTold(faults, policy), ...policy]
  const counts = {
    clients: model?.clients.length ?? 0,
    assets: model?.clients.flatMap(({ assets }) => assets).length ?? 0,
    people: model?.agency.people.length ?? 0,
  }
  return { exit: exitOf(findings), findings, counts }
}

/** `check`: the same, told. */
export async function check(context: Context, format: Format): Promise<ExitCode> {
  const { exit, findings, counts } = await checkFiles(context)
  const text = findings.length === 0 ? `${cleanText(counts)}\n` : `${counted(findings.length, 'finding')}\n`
  return report(context.output, format, { command: 'check', exit, findings, result: { counts }, text })
}

/** `No findings: 3 clients, 10 assets, 8 people`. */
export function cleanText({ clients, assets, people }: Checked['counts']): string {
  const parts = [counted(clients, 'client'), counted(assets, 'asset'), counted(people, 'person', 'people')]
  return `No findings: ${parts.join(', ')}`
}

/** A policy rule refuses the line that a warning of the files only tells: once is enough. */
function withoutTold(faults: readonly Finding[], policy: readonly Finding[]): Finding[] {
  const refused = new Set(policy.filter(({ severity }) => severity === 'error').map(placeOf))
  return faults.filter((one) => one.code !== 'UNTIL_PAST' || !refused.has(placeOf(one)))
}

function placeOf({ address }: Finding): string {
  return JSON.stringify(address)
}

function exitOf(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return EXIT.ok
  return errors.every(({ code }) => isRuleId(code)) ? EXIT.refused : EXIT.error
}
