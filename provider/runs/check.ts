import { isRuleId } from '../../policies/judge.ts'
import type { Finding } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import type { RunContext } from './wiring/context.ts'
import { EXIT, type ExitCode } from './wiring/exit.ts'
import { loadModel } from './wiring/load.ts'

/** What the files hold, and their findings. */
export type CheckedRun = {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]
  readonly counts: Readonly<Record<'clients' | 'assets' | 'people', number>>
}

/**
 * Checks the files against the model and the policy rules. Offline; writes nothing. Exits with 1 for errors in the
 * files, 3 when all errors are refusals of mandatory policy.
 */
export async function checkRun(context: RunContext): Promise<CheckedRun> {
  const { model, findings: faults, policy } = await loadModel(context)
  const findings = [...withoutTold(faults, policy), ...policy]
  const counts = {
    clients: model?.clients.length ?? 0,
    assets: model?.clients.flatMap(({ assets }) => assets).length ?? 0,
    people: model?.agency.people.length ?? 0,
  }
  return { exit: exitOf(findings), findings, counts }
}

/** `No findings: 3 clients, 10 assets, 8 people`. */
export function cleanText({ clients, assets, people }: CheckedRun['counts']): string {
  const parts = [counted(clients, 'client'), counted(assets, 'asset'), counted(people, 'person', 'people')]
  return `No findings: ${parts.join(', ')}`
}

/** Drops the warning UNTIL_PAST from a line of which the policy rule says the same. */
function withoutTold(faults: readonly Finding[], policy: readonly Finding[]): Finding[] {
  const told = new Set(policy.filter(({ code }) => code === 'exception-is-current').map(lineOf))
  return faults.filter((one) => one.code !== 'UNTIL_PAST' || !told.has(lineOf(one)))
}

function lineOf({ address }: Finding): string {
  return JSON.stringify(address)
}

function exitOf(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return EXIT.ok
  return errors.every(({ code }) => isRuleId(code)) ? EXIT.refused : EXIT.error
}
